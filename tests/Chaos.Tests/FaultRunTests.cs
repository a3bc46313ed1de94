using DsrGateway.Chaos.Checker;
using DsrGateway.Chaos.Faults;
using DsrGateway.Chaos.Load;
using DsrGateway.Chaos.Reporting;

namespace DsrGateway.Chaos.Tests;

public sealed class FaultRunTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task A_fault_that_cannot_be_put_right_ends_the_faults_and_not_the_verdict()
    {
        using var history = new History(_file);
        var said = new List<string>();
        var schedule = new Schedule(7, new Dictionary<string, Func<Random, Fault>> { ["stubborn"] = _ => new Stubborn() });
        var run = new FaultRun(schedule, history, () => { }, said.Add, _ => Assert.Fail("Nothing was put right."));

        await run.RunAsync(2, new Random(7), CancellationToken.None);

        Assert.Contains("fault 1, stubborn somewhere", run.Failed, StringComparison.Ordinal);
        Assert.Contains("it stays broken", run.Failed, StringComparison.Ordinal);
        Assert.Contains(said, line => line.Contains(nameof(Stubborn), StringComparison.Ordinal));
        Assert.Empty(run.Records);
        var report = Report.Of(new Evidence(), distributed: true) with { Halted = run.Failed, TooWeak = [] };
        Assert.False(report.Passed);
        Assert.Contains("HALTED", ReportText.Of(report), StringComparison.Ordinal);
    }

    private sealed class Stubborn() : Fault("stubborn", "somewhere")
    {
        public override (double Shortest, double Longest) Seconds => (0, 0.001);

        public override Task BreakAsync(Random random) => Task.CompletedTask;

        public override Task HealAsync() => throw new InvalidOperationException("it stays broken");
    }
}
