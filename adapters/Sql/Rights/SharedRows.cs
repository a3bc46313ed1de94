using System.Globalization;
using DsrGateway.Adapters.Sql.Maps;
using DsrGateway.Adapters.Sql.Subjects;

namespace DsrGateway.Adapters.Sql.Rights;

/// <summary>Rows that are two people's: which of their columns are this person's.</summary>
internal sealed class SharedRows(DataMap map, string collection, Person person)
{
    private readonly SharingRule[] _rules = [.. map.Sharing.Where(rule => rule.Collection == collection)];

    /// <summary>The columns that decide, to be read with the row.</summary>
    public IReadOnlyList<string> Deciding => [.. _rules.Select(rule => rule.OnlyWhen).Distinct(StringComparer.Ordinal)];

    /// <param name="fieldName">The column.</param>
    /// <param name="deciding">The values of the deciding columns of the row.</param>
    public bool IsOwn(string fieldName, IReadOnlyDictionary<string, object?> deciding)
    {
        var rules = _rules.Where(rule => rule.Fields.Contains(fieldName)).ToList();
        return rules.Count == 0 || rules.Any(rule => IsSubject(rule.OnlyWhen, deciding[rule.OnlyWhen]));
    }

    private bool IsSubject(string column, object? value)
    {
        var targets = map.Find(new FieldRef(collection, column))!.References.Select(reference => reference.Target.Collection).ToHashSet(StringComparer.Ordinal);
        return value is not null && person.Subjects.Any(subject =>
            subject.Key is not null && (targets.Count == 0 || targets.Contains(subject.Collection)) && Text(subject.Key) == Text(value));
    }

    private static string? Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture);
}
