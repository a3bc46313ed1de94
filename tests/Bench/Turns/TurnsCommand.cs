using System.CommandLine;
using DsrGateway.Bench.Running;

namespace DsrGateway.Bench.Turns;

/// <summary>`turns REVISION`: this code beside that of another commit, by turns, in one session. A machine's mood changes by the hour; by turns it hits both.</summary>
internal static class TurnsCommand
{
    private static readonly Argument<string> Revision = new("revision") { Description = "The commit to compare with." };
    private static readonly Option<int> Pairs = new("--pairs") { Description = "How many pairs of runs.", DefaultValueFactory = _ => 10 };
    private static readonly Option<FileInfo> Report = new("--report") { Description = "Also writes every run and the verdict to this file." };

    public static Command Make()
    {
        Pairs.Validators.Add(asked =>
        {
            if (asked.GetValueOrDefault<int>() < 1)
            {
                asked.AddError("--pairs is 1 or more.");
            }
        });
        var command = new Command("turns", "This code beside another commit's, by turns: first this code beside itself, then beside the other.") { Revision, Pairs, Report };
        command.SetAction((options, cancellation) => Ending.OfAsync(
            stop => RunAsync(options.GetValue(Revision)!, options.GetValue(Pairs), options.GetValue(Report), stop), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string revision, int pairs, FileInfo? report, CancellationToken cancellation)
    {
        if ((await Tool.RunAsync("git", ["status", "--porcelain"], cancellation)).Length > 0)
        {
            throw new BenchException("the working copy differs from its commit; commit first, so that the report says what was measured");
        }

        using var guard = Guard.Start();
        using var telling = new Telling(report);
        // This code is checked out once more to stand beside itself: what the place of a build alone does is part of what the machine does.
        await using var itself = await OtherTree.CheckOutAsync("HEAD", guard.Folder, cancellation);
        await using var other = await OtherTree.CheckOutAsync(revision, guard.Folder, cancellation);
        telling.Tell($"this code: {itself.Name}; the other: {other.Name}");
        foreach (var (name, value) in await Facts.GatherAsync(guard.Folder, cancellation))
        {
            telling.Tell($"{name}: {value}");
        }

        return await new Match(Repository.Gateway(), itself.Gateway, other.Gateway, telling.Tell).PlayAsync(pairs, cancellation) ? 0 : 1;
    }
}
