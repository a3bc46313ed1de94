using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DsrGateway.AdapterKit;
using DsrGateway.Adapters.Sql.Databases;

namespace DsrGateway.Adapters.Sql.Subjects;

/// <summary>Subject keys as opaque text: a number or a uuid as it is, anything else (it may be an address) as a digest.</summary>
internal static class SubjectRefs
{
    private const string OfKept = KeptIndex.Table + "#";

    /// <summary>What an erasure kept of the person, as one reference: its digests.</summary>
    public static string Write(Kept kept) => OfKept + string.Join(',', kept.Digests);

    public static IReadOnlyList<string> Kept(IEnumerable<string> refs) =>
        [.. refs.Where(reference => reference.StartsWith(OfKept, StringComparison.Ordinal)).SelectMany(reference => reference[OfKept.Length..].Split(','))];

    public static string Write(SqlSystem system, SubjectKey subject) => subject.Key switch
    {
        long or int or short or Guid => string.Create(CultureInfo.InvariantCulture, $"{subject.Collection}:{subject.Key}"),
        null => $"{subject.Collection}#{subject.Digest}",
        _ => $"{subject.Collection}#{Digest(system, Convert.ToString(subject.Key, CultureInfo.InvariantCulture)!)}",
    };

    public static async Task<List<SubjectKey>> ReadAsync(SqlSystem system, SqlSession session, IReadOnlyList<string> refs, CancellationToken cancellationToken)
    {
        var subjects = new List<SubjectKey>();
        for (var i = 0; i < refs.Count; i++)
        {
            if (refs[i].StartsWith(OfKept, StringComparison.Ordinal))
            {
                continue;
            }

            var at = refs[i].LastIndexOfAny([':', '#']);
            var collection = at > 0 ? refs[i][..at] : string.Empty;
            if (!system.Map.IsSubject(collection))
            {
                throw new StepFaultException($"context.subject_refs[{i}]", "is not a reference this system gave");
            }

            var rest = refs[i][(at + 1)..];
            subjects.Add(refs[i][at] == '#'
                ? await ResolveAsync(system, session, collection, rest, cancellationToken)
                : new SubjectKey(collection, Key(system, collection, rest) ?? throw new StepFaultException($"context.subject_refs[{i}]", "is not a reference this system gave")));
        }

        return [.. subjects.Distinct()];
    }

    private static object? Key(SqlSystem system, string collection, string text)
    {
        var kind = system.Catalogue.Of(collection, system.Reach.PrimaryKey(collection)).Kind;
        return kind == ColumnKind.Uuid
            ? Guid.TryParse(text, out var uuid) ? uuid : null
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static async Task<SubjectKey> ResolveAsync(SqlSystem system, SqlSession session, string collection, string digest, CancellationToken cancellationToken)
    {
        var query = new Query();
        var key = SqlSystem.Col(collection, system.Reach.PrimaryKey(collection));
        var where = system.Reach.Keys(query, key, [new SubjectKey(collection, null, digest)]);
        query.Text = $"SELECT {key} FROM {SqlDatabase.Quote(collection)} WHERE {where}";
        var rows = await session.RowsAsync(query, cancellationToken);
        return rows.Count == 1 ? new SubjectKey(collection, rows[0][0]) : new SubjectKey(collection, null, digest);
    }

    private static string Digest(SqlSystem system, string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(system.Id + key)));
}
