using System.Globalization;

namespace DsrGateway.Bench.Turns;

/// <summary>The gateway of this code by turns with itself, then with the other.</summary>
internal sealed class Match(string own, string itself, string other, Action<string> tell)
{
    /// <summary>What nothing may be worse by.</summary>
    private const double Limit = 0.05;

    private readonly List<(Run This, Run Other)> _same = [];
    private readonly List<(Run This, Run Other)> _change = [];

    /// <summary>True if nine of ten pairs are within the limit, in every figure.</summary>
    public async Task<bool> PlayAsync(int pairs, CancellationToken cancellation)
    {
        await TakeAsync(pairs, cancellation);
        if (!IsMachineEven())
        {
            tell("The machine alone exceeds the limit: as many pairs again, and all of them count.");
            await TakeAsync(pairs, cancellation);
            if (!IsMachineEven())
            {
                tell("The machine alone still exceeds the limit: the verdict is no finer than that.");
            }
        }

        var isWithin = Compared.Of(_change).All(c => c.Upper <= Limit);
        tell(string.Create(CultureInfo.InvariantCulture, $"nothing worse by more than {Limit:P0}: {(isWithin ? "yes" : "NO")}"));
        return isWithin;
    }

    private bool IsMachineEven() => Compared.Of(_same).All(c => c.IsEven(Limit));

    private async Task TakeAsync(int pairs, CancellationToken cancellation)
    {
        await PairsAsync("itself", itself, _same, pairs, cancellation);
        await PairsAsync("the other", other, _change, pairs, cancellation);
        Table("itself", _same);
        Table("the other", _change);
    }

    private void Table(string name, List<(Run This, Run Other)> taken)
    {
        tell($"this code beside {name} ({taken.Count} pairs)");
        foreach (var compared in Compared.Of(taken))
        {
            tell(compared.Line);
        }
    }

    private async Task PairsAsync(string name, string gateway, List<(Run This, Run Other)> taken, int pairs, CancellationToken cancellation)
    {
        for (var pair = 1; pair <= pairs; pair++)
        {
            // Each goes first every other time.
            var isOwnFirst = pair % 2 == 1;
            var first = await Run.TakeAsync(isOwnFirst ? own : gateway, cancellation);
            var second = await Run.TakeAsync(isOwnFirst ? gateway : own, cancellation);
            var (mine, theirs) = isOwnFirst ? (first, second) : (second, first);
            taken.Add((mine, theirs));
            tell($"beside {name}, pair {taken.Count}: {mine} | {theirs}");
        }
    }
}
