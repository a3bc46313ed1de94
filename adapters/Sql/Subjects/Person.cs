using System.Globalization;

namespace DsrGateway.Adapters.Sql.Subjects;

/// <summary>A selected row of a collection of subjects: by its key, or by the digest of a key whose row is no longer there.</summary>
internal sealed record SubjectKey(string Collection, object? Key, string? Digest = null)
{
    /// <summary>Whole numbers in one width, so that a key read equals a key parsed.</summary>
    public object? Key { get; } = Key is int or short ? Convert.ToInt64(Key, CultureInfo.InvariantCulture) : Key;
}

/// <summary>The person as this system knows them: their rows, and the values that are theirs alone.</summary>
internal sealed record Person(IReadOnlyList<SubjectKey> Subjects, IReadOnlyDictionary<string, IReadOnlyList<string>> Own)
{
    /// <summary>Rows that an earlier erasure kept, and what by they were found again.</summary>
    public Kept Kept { get; init; } = Kept.Nothing;

    /// <summary>Nobody was found here, and nothing was kept of them.</summary>
    public bool IsNobody => Subjects.Count == 0 && Kept.IsNothing;

    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> NothingOwn = new Dictionary<string, IReadOnlyList<string>>();

    public IReadOnlyList<SubjectKey> In(string collection) => [.. Subjects.Where(subject => subject.Collection == collection)];
}
