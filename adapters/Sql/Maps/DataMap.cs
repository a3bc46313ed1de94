using DsrGateway.V1;

namespace DsrGateway.Adapters.Sql.Maps;

/// <summary>What a data map says, checked. docs/sql-data-map.md is its manual.</summary>
internal sealed record DataMap
{
    public required string File { get; init; }
    public required string Product { get; init; }
    public required TimeZoneInfo Zone { get; init; }
    public required IReadOnlyList<Collection> Collections { get; init; }
    public required IReadOnlyList<string> Subjects { get; init; }
    public required IReadOnlyList<IdentifierRule> Identifiers { get; init; }
    public required IReadOnlyList<FieldRef>? Provided { get; init; }
    public required IReadOnlyList<ProvidedRule> ProvidedWhen { get; init; }
    public required bool Erases { get; init; }
    public required IReadOnlyList<ConditionRule> Conditions { get; init; }
    public required IReadOnlyDictionary<string, ErasureRule> Erasure { get; init; }
    public required IReadOnlyList<RetentionRule> Retention { get; init; }
    public required IReadOnlyList<RestrictionRule> Restriction { get; init; }
    public required IReadOnlyList<PurposeRule> Purposes { get; init; }
    public required IReadOnlyList<FieldRef> Rectification { get; init; }
    public required IReadOnlyList<LookupRule> Lookups { get; init; }
    public required IReadOnlyList<FileRule> Files { get; init; }
    public required IReadOnlyList<SharingRule> Sharing { get; init; }

    public Collection Of(string name) => Collections.First(collection => collection.Name == name);

    public Collection? Find(string name) => Collections.FirstOrDefault(collection => collection.Name == name);

    public bool IsSubject(string collection) => Subjects.Contains(collection);

    public Field? Find(FieldRef field) => Find(field.Collection)?.Find(field.Field);

    /// <summary>The identifier whose values stand in this column, if any.</summary>
    public IdentifierRule? IdentifierAt(string collection, string field) =>
        Identifiers.FirstOrDefault(rule => rule.Fields.Any(at => at.Collection == collection && at.Field == field));

    /// <summary>Whether an erasure may leave something behind that has to be found again.</summary>
    public bool KeepsAnything => Erases && (Retention.Count > 0 || Erasure.Values.Any(rule => rule.Kind == ErasureKind.Keep) || Purposes.Any(rule => rule.Outlives is not null));

    public IEnumerable<string> UniqueTypes => Identifiers.Where(rule => rule.IsUnique).Select(rule => rule.Type);
}

internal sealed record FieldRef(string Collection, string Field)
{
    public override string ToString() => $"{Collection}.{Field}";
}

internal sealed record Collection
{
    public required string Name { get; init; }
    public required string Category { get; init; }
    public required IReadOnlyList<Field> Fields { get; init; }
    public IReadOnlyList<string> After { get; init; } = [];
    public IReadOnlyList<string> EraseAfter { get; init; } = [];
    public Mask? Mask { get; init; }
    public bool IsDeleted { get; init; }
    public required MapObject Source { get; init; }

    public Field? Find(string name) => Fields.FirstOrDefault(column => column.Name == name);

    public IReadOnlyList<Field> PrimaryKey => [.. Fields.Where(column => column.IsPrimaryKey)];
}

internal sealed record Field
{
    public required string Name { get; init; }
    public IReadOnlyList<string> Categories { get; init; } = [];
    public bool IsPrimaryKey { get; init; }
    public string? Identity { get; init; }
    public IReadOnlyList<Reference> References { get; init; } = [];
    public int? Length { get; init; }
    public bool IsReadOnly { get; init; }
    public bool IsJson { get; init; }
    public bool IsBoolean { get; init; }
    public Mask? Mask { get; init; }
}

internal enum Direction
{
    Both,
    From,
    To,
}

internal sealed record Reference(FieldRef Target, Direction Direction, MapObject Source);

/// <summary>The data flows from one column to the other: rows of To are reached from rows of From whose values are equal.</summary>
internal sealed record Edge(FieldRef From, FieldRef To);

internal sealed record IdentifierRule
{
    public required string Type { get; init; }
    public required bool IsUnique { get; init; }
    public required IReadOnlyList<FieldRef> Fields { get; init; }
    public required IReadOnlyList<string> Join { get; init; }
    public required IReadOnlyList<RowTest> Unless { get; init; }
    public bool? FindInText { get; init; }

    /// <summary>The exceptions that speak of this collection's rows.</summary>
    public IReadOnlyList<RowTest> UnlessIn(string collection) => [.. Unless.Where(test => MapRules.TestField(collection, test).Collection == collection)];

    public bool IgnoresCase => Type is "email" or "name";
}

internal enum TestKind
{
    Equal,
    NotEqual,
    IsNull,
    NotNull,
    Exists,
}

/// <summary>A test on a row: a column and values, or a row of the subject in another collection.</summary>
internal sealed record RowTest(TestKind Kind, string Field, IReadOnlyList<string?> Values, IReadOnlyList<RowTest> Inner);

internal sealed record ConditionRule(string Collection, IReadOnlyList<RowTest> When, Ground Ground, string Basis);

internal enum ErasureKind
{
    Delete,
    Mask,
    Keep,
}

internal sealed record ErasureRule(ErasureKind Kind, IReadOnlyDictionary<string, Mask> Masks, Ground Ground, string Basis);

internal sealed record RetentionRule
{
    public required string Collection { get; init; }
    public required FieldRef? Date { get; init; }
    public required Period? Keep { get; init; }
    public required (int Month, int Day)? YearEnds { get; init; }
    public required IReadOnlyList<RowTest> When { get; init; }
    public required Ground Ground { get; init; }
    public required string Basis { get; init; }
    public required IReadOnlyList<string> Detach { get; init; }
}

internal sealed record Period(int Years, int Months, int Days);

internal sealed record RestrictionRule(string Collection, IReadOnlyDictionary<string, string?> Set);

internal enum ActKind
{
    Set,
    Delete,
    Insert,
}

internal sealed record Act(ActKind Kind, string Collection, IReadOnlyDictionary<string, string?> Columns, IReadOnlyList<RowTest> When);

internal sealed record PurposeRule
{
    public required string Purpose { get; init; }
    public required IReadOnlyList<Right> Rights { get; init; }
    public required string Category { get; init; }
    public required IReadOnlyList<Act> Acts { get; init; }
    public required (Ground Ground, string Basis)? Refusal { get; init; }
    public Outliving? Outlives { get; init; }
}

/// <summary>An objection that an erasure must not undo: it is remembered and done again to rows that come back, unless they say that it is over.</summary>
internal sealed record Outliving(Ground Ground, string Basis, IReadOnlyList<RowTest> Unless);

/// <summary>Columns of a row that belongs to nobody, such as an event's title, told with each of the person's rows that refers to it.</summary>
internal sealed record LookupRule(FieldRef Field, FieldRef To, IReadOnlyList<string> Columns, string As);

internal sealed record FileRule(string Collection, string Name, string Content);

/// <summary>Which rows of a collection the person provided: those that meet the tests, and whose author, here or in a row above, is the person.</summary>
internal sealed record ProvidedRule(string Collection, IReadOnlyList<RowTest> When, FieldRef? OnlyWhen);

internal sealed record SharingRule(string Collection, IReadOnlyList<string> Fields, string OnlyWhen);
