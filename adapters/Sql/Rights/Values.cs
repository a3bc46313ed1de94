using System.Globalization;
using DsrGateway.Adapters.Sql.Databases;
using DsrGateway.Adapters.Sql.Subjects;

namespace DsrGateway.Adapters.Sql.Rights;

/// <summary>What a map's values stand for: $now, $today, $uuid, $subject; anything else is itself.</summary>
internal sealed class Values(SqlSystem system, TimeProvider time)
{
    public const string Identifier = "$identifier.";

    public static bool IsOfTheMoment(string? value) => value is "$now" or "$today" or "$uuid";

    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), system.Map.Zone).DateTime);

    public Dictionary<string, string?> Resolve(string collection, IReadOnlyDictionary<string, string?> columns, SubjectKey? subject, string? identifier) =>
        columns.ToDictionary(column => column.Key, column => Resolve(system.Catalogue.Of(collection, column.Key), column.Value, subject, identifier), StringComparer.Ordinal);

    private string? Resolve(Column column, string? value, SubjectKey? subject, string? identifier) => value switch
    {
        "$now" when column.Kind == ColumnKind.Integer => time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        "$now" => time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        "$today" => Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "$uuid" => Guid.NewGuid().ToString(),
        "$subject" => Convert.ToString(subject?.Key, CultureInfo.InvariantCulture),
        not null when value.StartsWith(Identifier, StringComparison.Ordinal) => identifier,
        _ => value,
    };
}
