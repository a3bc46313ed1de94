namespace DsrGateway.Cases.Packaging;

/// <summary>
/// One collection: where its records stand in the stream, whether they are a table, and, while it is small, they themselves.
/// </summary>
internal sealed class CollectionSurvey(string name, long first)
{
    private const int MostHeldBytes = 256 * 1024;

    private readonly RecordShape shape = new();
    private List<PackageRecord>? held = [];
    private int heldBytes;

    public string Name { get; } = name;

    public long First { get; } = first;

    public long Last { get; private set; } = first;

    public long Records { get; private set; }

    public SortedSet<string> Categories { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<byte[]>? Columns => shape.Columns;

    /// <summary>The records, or null if they are too large to hold.</summary>
    public IReadOnlyList<PackageRecord>? Held => held;

    public bool Observe(PackageRecord record, long position, HoldingBudget budget)
    {
        Last = position;
        Records++;
        Categories.Add(record.Category);
        Hold(record, budget);
        return shape.Observe(record.Json.Span);
    }

    public void Release(HoldingBudget budget)
    {
        budget.Return(heldBytes);
        heldBytes = 0;
        held = null;
    }

    private void Hold(PackageRecord record, HoldingBudget budget)
    {
        if (held is null)
        {
            return;
        }

        // A record costs its object as well as its bytes.
        var cost = record.Json.Length + 128;
        if (heldBytes + cost > MostHeldBytes || !budget.TryTake(cost))
        {
            Release(budget);
            return;
        }

        heldBytes += cost;
        held.Add(record with { Json = record.Json.ToArray() });
    }
}
