namespace DsrGateway.Adapters.Sql.Subjects;

/// <summary>A row that an erasure kept, by its primary key as text.</summary>
internal sealed record KeptKey(string Collection, IReadOnlyList<string> Key)
{
    public static readonly IEqualityComparer<KeptKey> ByValue =
        EqualityComparer<KeptKey>.Create((a, b) => a!.Collection == b!.Collection && a.Key.SequenceEqual(b.Key), row => HashCode.Combine(row.Collection, row.Key[0]));
}

/// <summary>An objection that outlives the rows it was written in.</summary>
internal sealed record KeptObjection(string Purpose, string Since);

/// <summary>What earlier erasures kept of a person, and the digests it is found by.</summary>
internal sealed record Kept(IReadOnlyList<string> Digests, IReadOnlyList<KeptKey> Rows, IReadOnlyList<KeptObjection> Objections)
{
    public static readonly Kept Nothing = new([], [], []);

    public bool IsNothing => Rows.Count == 0 && Objections.Count == 0;

    public Kept WithoutRows => this with { Rows = [] };
}
