namespace DsrGateway.Chaos.Faults;

/// <summary>Which fault comes when, from a seed: every kind once before any comes twice.</summary>
internal sealed class Schedule(int seed, IReadOnlyDictionary<string, Func<Random, Fault>> kinds, double pace = 1)
{
    private const double Overlapping = 0.25;
    private readonly Queue<string> _round = new();
    private readonly string[] _names = [.. kinds.Keys.Order(StringComparer.Ordinal)];
    private int _rounds;

    /// <summary>How many faults were drawn.</summary>
    public int Position { get; private set; }

    /// <summary>Goes on where another run stopped.</summary>
    public void SkipTo(int position)
    {
        while (Position < position)
        {
            Draw();
        }
    }

    /// <summary>One fault, or two that overlap; never two of the same place.</summary>
    public IReadOnlyList<(Fault Fault, TimeSpan Length)> Next()
    {
        var random = new Random(HashCode(Position));
        var first = kinds[Draw()](random);
        var pair = new List<(Fault, TimeSpan)> { (first, Length(first, random)) };
        if (random.NextDouble() < Overlapping && kinds[Peek()](random) is { } second && second.Place != first.Place)
        {
            Draw();
            pair.Add((second, Length(second, random)));
        }

        return pair;
    }

    private TimeSpan Length(Fault fault, Random random) =>
        pace * TimeSpan.FromSeconds(fault.Seconds.Shortest + (random.NextDouble() * (fault.Seconds.Longest - fault.Seconds.Shortest)));

    private int HashCode(int position) => unchecked((seed * 397) ^ (position * 7919));

    private string Draw()
    {
        Peek();
        Position++;
        return _round.Dequeue();
    }

    private string Peek()
    {
        if (_round.Count == 0)
        {
            var order = _names.ToArray();
            new Random(HashCode(-1 - _rounds++)).Shuffle(order);
            Array.ForEach(order, _round.Enqueue);
        }

        return _round.Peek();
    }
}
