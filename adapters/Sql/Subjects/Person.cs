namespace DsrGateway.Adapters.Sql.Subjects;

/// <summary>A selected row of a collection of subjects: by its key, or by the digest of a key whose row is no longer there.</summary>
internal sealed record SubjectKey(string Collection, object? Key, string? Digest = null);

/// <summary>The person as this system knows them: their rows, and the values that are theirs alone.</summary>
internal sealed record Person(IReadOnlyList<SubjectKey> Subjects, IReadOnlyDictionary<string, IReadOnlyList<string>> Own)
{
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> NothingOwn = new Dictionary<string, IReadOnlyList<string>>();

    public IReadOnlyList<SubjectKey> In(string collection) => [.. Subjects.Where(subject => subject.Collection == collection)];
}
