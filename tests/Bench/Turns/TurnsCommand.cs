using System.CommandLine;
using System.Globalization;
using DsrGateway.Bench.Running;

namespace DsrGateway.Bench.Turns;

/// <summary>`turns REVISION`: this code beside that of another commit, by turns, in one session. A machine's mood changes by the hour; by turns it hits both.</summary>
internal static class TurnsCommand
{
    /// <summary>What nothing may be worse by.</summary>
    public const double Limit = 0.05;

    private static readonly Argument<string> Revision = new("revision") { Description = "The commit to compare with." };
    private static readonly Option<int> Pairs = new("--pairs") { Description = "How many pairs of runs.", DefaultValueFactory = _ => 10 };
    private static readonly Option<FileInfo> Report = new("--report") { Description = "Also writes every run and the verdict to this file." };

    public static Command Make()
    {
        var command = new Command("turns", "This code beside another commit's, by turns: first this code beside itself, then beside the other.") { Revision, Pairs, Report };
        command.SetAction((options, cancellation) => Ending.OfAsync(
            stop => RunAsync(options.GetValue(Revision)!, options.GetValue(Pairs), options.GetValue(Report), stop), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string revision, int pairs, FileInfo? report, CancellationToken cancellation)
    {
        var lines = new List<string>();
        void Tell(string line)
        {
            Screen.Line(line);
            lines.Add(line);
        }

        await using var other = await OtherTree.CheckOutAsync(revision, cancellation);
        string own = Environment.ProcessPath!;
        Tell($"this code: {await OtherTree.NameAsync("HEAD", cancellation)}; the other: {other.Name}");
        // If the machine alone makes a difference above the limit, as many pairs again are taken, and both are told.
        for (var round = 1; round <= 2; round++)
        {
            var same = Compared.Of(await PairsAsync("itself", own, own, pairs, Tell, cancellation));
            var change = Compared.Of(await PairsAsync("other", own, other.Bench, pairs, Tell, cancellation));
            Tell($"this code beside itself ({pairs} pairs)");
            same.ToList().ForEach(c => Tell(c.Line));
            Tell($"this code beside the other ({pairs} pairs)");
            change.ToList().ForEach(c => Tell(c.Line));
            if (same.All(c => c.Upper <= Limit) || round == 2)
            {
                return await EndAsync(change.All(c => c.Upper <= Limit), report, lines, Tell, cancellation);
            }

            Tell("The machine alone exceeds the limit: as many pairs again.");
        }

        return 1;
    }

    private static async Task<int> EndAsync(bool isWithin, FileInfo? report, List<string> lines, Action<string> tell, CancellationToken cancellation)
    {
        tell(string.Create(CultureInfo.InvariantCulture, $"nothing worse by more than {Limit:P0}: {(isWithin ? "yes" : "NO")}"));
        if (report is not null)
        {
            await File.WriteAllLinesAsync(report.FullName, lines, cancellation);
        }

        return isWithin ? 0 : 1;
    }

    private static async Task<IReadOnlyList<(Run This, Run Other)>> PairsAsync(
        string name, string own, string other, int pairs, Action<string> tell, CancellationToken cancellation)
    {
        var taken = new List<(Run, Run)>();
        for (var pair = 1; pair <= pairs; pair++)
        {
            // Each goes first every other time.
            var isOwnFirst = pair % 2 == 1;
            var first = await Run.TakeAsync(isOwnFirst ? own : other, cancellation);
            var second = await Run.TakeAsync(isOwnFirst ? other : own, cancellation);
            var (mine, theirs) = isOwnFirst ? (first, second) : (second, first);
            taken.Add((mine, theirs));
            tell(string.Create(CultureInfo.InvariantCulture, $"beside {name}, pair {pair}: {mine} | {theirs}"));
        }

        return taken;
    }
}
