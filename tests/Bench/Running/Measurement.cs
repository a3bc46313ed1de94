using System.Text.Json;
using DsrGateway.Bench.Load;

namespace DsrGateway.Bench.Running;

/// <summary>One variant under one pressure, once.</summary>
internal sealed record Sample
{
    public required int Run { get; init; }
    public required string Variant { get; init; }
    public required int LatencyMs { get; init; }
    public required string Pressure { get; init; }
    public required LoadResult Load { get; init; }

    /// <summary>Milliseconds of processor time per case, by part.</summary>
    public required IReadOnlyDictionary<string, double> CpuByPart { get; init; }

    /// <summary>Cases sent, warm-up included.</summary>
    public required int Sent { get; init; }

    /// <summary>Calls to the five systems beyond one each.</summary>
    public required long Repeats { get; init; }

    public double Cpu => CpuByPart.Values.Sum();

    public double PerSecond => Load.PerSecond;

    public bool IsClean => Load.IsClean && Repeats == 0;
}

internal static class Measurement
{
    public static async Task<Sample> TakeAsync(Scene scene, string contract, (int Run, string Variant, int LatencyMs) of, Pressure pressure, CancellationToken cancellation)
    {
        var before = await scene.CountersAsync(cancellation);
        await using var client = Child.StartRead(
            "client", scene.Folder, Environment.ProcessPath!, ["load", "--address", scene.Address.ToString(), "--contract", contract, .. pressure.Arguments]);
        var warm = await LineAsync(client, cancellation);
        (string Part, int Process)[] parts = [.. scene.Parts, ("client", client.Id)];
        var started = ProcessTimes.Read();
        await client.Input.WriteLineAsync("go".AsMemory(), cancellation);
        var line = await LineAsync(client, cancellation);
        var ended = ProcessTimes.Read();
        var load = JsonSerializer.Deserialize(line, LoadJson.Default.LoadResult)!;
        var after = await scene.CountersAsync(cancellation);
        var sent = load.Asked + int.Parse(warm[LoadHost.Warm.Length..], System.Globalization.CultureInfo.InvariantCulture);
        return new Sample
        {
            Run = of.Run,
            Variant = of.Variant,
            LatencyMs = of.LatencyMs,
            Pressure = pressure.Name,
            Load = load,
            CpuByPart = parts.GroupBy(p => p.Part).ToDictionary(
                p => p.Key, p => p.Sum(q => ended.Milliseconds(q.Process) - started.Milliseconds(q.Process)) / Math.Max(1, load.Answered)),
            Sent = sent,
            Repeats = after.Calls - before.Calls - (long)sent * Systems.Ids.Length,
        };
    }

    private static async Task<string> LineAsync(Child client, CancellationToken cancellation) =>
        await client.Output.ReadLineAsync(cancellation) ?? throw new BenchException("the load client ended before it was done");
}
