using System.Diagnostics;
using DsrGateway.Bench.Load;
using DsrGateway.Bench.Running;
using DsrGateway.Bench.Variants;
using DsrGateway.V1;
using Grpc.Net.Client;

namespace DsrGateway.Bench.ByHand;

/// <summary>Ten thousand cases handed in within eight seconds: all are accepted within ten, and all end.</summary>
internal static class Burst
{
    private const int PerSecond = 1250;
    private const int Seconds = 8;
    private const int WarmUp = 100;
    private const double MostSeconds = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private static readonly CaseState[] Open =
        [CaseState.Running, CaseState.NeedsInformation, CaseState.WaitingForPerson];

    public static async Task<int> RunAsync(IVariant variant, string folder, CancellationToken cancellation)
    {
        await using var scene = await Scene.SetAsync(folder, latencyMs: 0, cancellation);
        await variant.StartAsync(scene, cancellation);
        // A service that runs for months is measured, not one that has just started.
        await Client("gateway").TakeAsync(new Pressure("warm-up", 64, 100, 4000), cancellation);
        var before = await scene.CountersAsync(cancellation);
        var submitting = Client("submit");
        var started = Stopwatch.GetTimestamp();
        var sample = await submitting.TakeAsync(new Pressure("burst", 8, 0, WarmUp) { Rate = PerSecond, Seconds = Seconds }, cancellation);
        using var channel = GrpcChannel.ForAddress(scene.Address);
        var cases = new CaseService.CaseServiceClient(channel);
        var accepted = Stopwatch.GetElapsedTime(started);
        var isDrained = await DrainAsync(cases, cancellation);
        var drained = Stopwatch.GetElapsedTime(started);
        var after = await scene.CountersAsync(cancellation);
        var (calls, distinct) = (after.Calls - before.Calls, after.Distinct - before.Distinct);
        Screen.Line($"{variant.Name}: {sample.Load.Answered} of {sample.Load.Asked} accepted, {sample.Load.Errors} errors {sample.Load.FirstError}, the last {Report.Number(sample.Load.Seconds)} s after the first was sent");
        Screen.Line($"accepted after p50 {Report.Number(sample.Load.P50)}, p99 {Report.Number(sample.Load.P99)}, max {Report.Number(sample.Load.Max)} ms from when they were meant to be sent");
        Screen.Line($"{(isDrained ? "all closed" : "NOT all closed")} {Report.Number((drained - accepted).TotalSeconds)} s after the last was accepted; {distinct} different calls to systems, {calls - distinct} repeated");
        return isDrained && sample.Load is { IsClean: true, Seconds: <= MostSeconds } && distinct == (sample.Load.Asked + WarmUp) * (long)Systems.Ids.Length ? 0 : 1;

        Measurement Client(string contract) => new(
            scene, Measurement.StartClient(scene, contract),
            (pressure, load) => new Sample { Run = 1, Variant = variant.Name, LatencyMs = 0, Pressure = pressure.Name, Load = load });
    }

    private static async Task<bool> DrainAsync(CaseService.CaseServiceClient cases, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < Patience)
        {
            var open = await cases.ListCasesAsync(
                new ListCasesRequest { ControllerId = Systems.Controller, States = { Open }, PageSize = 1 }, cancellationToken: cancellation);
            if (open.Cases.Count == 0)
            {
                return true;
            }

            await Task.Delay(LookAgain, cancellation);
        }

        return false;
    }
}
