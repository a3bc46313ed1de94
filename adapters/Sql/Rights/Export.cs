using System.Data.Common;
using System.Globalization;
using DsrGateway.AdapterKit;
using DsrGateway.Adapters.Sql.Databases;
using DsrGateway.Adapters.Sql.Maps;
using DsrGateway.Adapters.Sql.Subjects;
using DsrGateway.V1;

namespace DsrGateway.Adapters.Sql.Rights;

/// <summary>Access and portability: every row of the person, one after the other, from one snapshot.</summary>
internal sealed class Export(SqlSystem system, SqlSession session, Values values, FulfilWriter writer)
{
    public async Task<List<OutcomePart>> RunAsync(Person person, Right right, CancellationToken cancellationToken)
    {
        if (right == Right.Portability && system.Map.Provided is null)
        {
            return [Nothing(person)];
        }

        // What is kept by law alone rests neither on consent nor on a contract (Art. 20(1)(a)).
        var concerned = right == Right.Portability ? person with { Kept = person.Kept.WithoutRows } : person;
        foreach (var collection in ErasureOrder.ForExport(system.Map))
        {
            var fields = Fields(system.Map, collection, right);
            if (fields.Count > 0)
            {
                await WriteAsync(collection, fields, concerned, right, cancellationToken);
            }
        }

        if (right == Right.Access)
        {
            await WriteObjectionsAsync(person.Kept, cancellationToken);
        }

        var parts = writer.DoneParts().ToList();
        parts.AddRange(right == Right.Access ? await new Keeping(system, session, values).ToldAsync(person.Kept, cancellationToken) : []);
        return parts.Count > 0 ? parts : [Nothing(person)];
    }

    /// <summary>An objection that outlived the rows it stood in is data about the person too.</summary>
    private async Task WriteObjectionsAsync(Kept kept, CancellationToken cancellationToken)
    {
        foreach (var objection in new Keeping(system, session, values).Remembered(kept).GroupBy(rule => (rule.Category, rule.Purpose)))
        {
            var since = kept.Objections.First(one => one.Purpose == objection.Key.Purpose).Since;
            await writer.WriteRecordAsync(objection.Key.Category, KeptIndex.Table, JsonRecord.Write(("purpose", objection.Key.Purpose), ("kept_since", since)), cancellationToken);
        }
    }

    /// <summary>Nobody was found, or somebody of whom the right reaches no row: nothing they provided.</summary>
    private static OutcomePart Nothing(Person person) => person.IsNobody ? Parts.NothingHeld() : Parts.NotConcerned();

    public static List<Field> Fields(DataMap map, Collection collection, Right right) =>
        [.. collection.Fields.Where(field => field.Categories.Count > 0
            && (right != Right.Portability || map.Provided!.Contains(new FieldRef(collection.Name, field.Name))))];

    private async Task WriteAsync(Collection collection, List<Field> fields, Person person, Right right, CancellationToken cancellationToken)
    {
        var file = system.Map.Files.FirstOrDefault(rule => rule.Collection == collection.Name && fields.Any(field => field.Name == rule.Content));
        var plain = fields.Where(field => field.Name != file?.Content).ToList();
        var shared = new SharedRows(system.Map, collection.Name, person);
        var query = new Query();
        if (system.Reach.Where(query, collection.Name, person) is not { } where)
        {
            return;
        }

        if (right == Right.Portability)
        {
            var rules = system.Map.ProvidedWhen.Where(rule => rule.Collection == collection.Name).ToList();
            where += $" AND {Matching.All(system, query, collection.Name, [.. rules.SelectMany(rule => rule.When)])}";
            where = rules.Select(rule => rule.OnlyWhen).OfType<FieldRef>().Aggregate(where, (all, author) => $"{all} AND {Wrote(query, collection.Name, author, person)}");
        }

        // Who else was there, what an event was called: told in a copy of the data, and nothing that the person provided.
        var lookups = right == Right.Access ? system.Map.Lookups.Where(rule => rule.Field.Collection == collection.Name).ToList() : [];
        var columns = shared.Deciding.Select(name => SqlSystem.Col(collection.Name, name))
            .Concat(plain.Select(field => Readable(collection.Name, field.Name)))
            .Concat(lookups.SelectMany(LookedUp))
            .Concat(file is null ? [] : [SqlSystem.Col(collection.Name, file.Name), SqlSystem.Col(collection.Name, file.Content)]);
        var order = string.Join(", ", collection.PrimaryKey.Select(field => SqlSystem.Col(collection.Name, field.Name)));
        query.Text = $"SELECT {string.Join(", ", columns)} FROM {SqlDatabase.Quote(collection.Name)} WHERE {where} ORDER BY {order}";
        await foreach (var reader in session.ReadAsync(query, cancellationToken))
        {
            var at = 0;
            var deciding = shared.Deciding.ToDictionary(name => name, _ => Value(reader, at++), StringComparer.Ordinal);
            var row = plain.Select(field => (field, system.Catalogue.Of(collection.Name, field.Name), Value(reader, at++))).ToList();
            var own = row.Where(cell => shared.IsOwn(cell.field.Name, deciding)).ToList();
            own.AddRange(lookups.SelectMany(rule => rule.Columns.Select(column =>
                (new Field { Name = $"{rule.As}_{column}" }, system.Catalogue.Of(rule.To.Collection, column), Value(reader, at++)))));
            if (right == Right.Portability && file is null && own.TrueForAll(cell => cell.Item3 is null))
            {
                // The row is the person's, but the fields that they could have filled in are empty.
                continue;
            }

            await writer.WriteRecordAsync(collection.Category, collection.Name, JsonRecord.Write(own), cancellationToken);
            if (file is not null && shared.IsOwn(file.Content, deciding))
            {
                await WriteFileAsync(collection, reader, at, cancellationToken);
            }
        }
    }

    /// <summary>The author's column, here or in a row that this one hangs on, holds the key of the person.</summary>
    private string Wrote(Query query, string collection, FieldRef author, Person person)
    {
        var condition = system.Reach.Keys(query, SqlSystem.Col(author.Collection, author.Field), person.Subjects) ?? "FALSE";
        var path = author.Collection == collection ? [] : Joins.Path(system.Map, collection, author.Collection)!;
        return path.Reverse().Aggregate(condition, (inner, hop) =>
            $"{SqlSystem.Col(hop.Here.Collection, hop.Here.Field)} IN (SELECT {SqlSystem.Col(hop.There.Collection, hop.There.Field)} FROM {SqlDatabase.Quote(hop.There.Collection)} WHERE {inner})");
    }

    private async Task WriteFileAsync(Collection collection, DbDataReader reader, int at, CancellationToken cancellationToken)
    {
        var name = Convert.ToString(Value(reader, at), CultureInfo.InvariantCulture);
        if (!await reader.IsDBNullAsync(at + 1, cancellationToken))
        {
            await using var content = reader.GetStream(at + 1);
            await writer.WriteFileAsync(collection.Category, string.IsNullOrEmpty(name) ? collection.Name : name, content, cancellationToken);
        }
    }

    private string Readable(string table, string name)
    {
        var column = SqlSystem.Col(table, name);
        return system.Catalogue.Of(table, name).Kind == ColumnKind.Other ? system.Database.AsText(column) : column;
    }

    private IEnumerable<string> LookedUp(LookupRule rule) => rule.Columns.Select(column => string.Create(
        CultureInfo.InvariantCulture,
        $"(SELECT {Readable(rule.To.Collection, column).Replace(SqlDatabase.Quote(rule.To.Collection) + ".", "looked.", StringComparison.Ordinal)} FROM {SqlDatabase.Quote(rule.To.Collection)} AS looked WHERE looked.{SqlDatabase.Quote(rule.To.Field)} = {SqlSystem.Col(rule.Field.Collection, rule.Field.Field)} LIMIT 1)"));

    private static object? Value(DbDataReader reader, int at) => reader.IsDBNull(at) ? null : reader.GetValue(at);
}
