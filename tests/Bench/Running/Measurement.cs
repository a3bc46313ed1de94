using System.Text.Json;
using DsrGateway.Bench.Load;

namespace DsrGateway.Bench.Running;

/// <summary>Measures one variant on its scene, one pressure after the other, with one load client.</summary>
internal sealed class Measurement(Scene scene, Child client, Func<Pressure, LoadResult, Sample> sample)
{
    public static Child StartClient(Scene scene, string contract) => scene.Own(Child.StartRead(
        "client", scene.Folder, Environment.ProcessPath!, ["load", "--address", scene.Address.ToString(), "--contract", contract]));

    public async Task<Sample> TakeAsync(Pressure pressure, CancellationToken cancellation)
    {
        var asked = await scene.CountersAsync(cancellation);
        await client.Input.WriteLineAsync(JsonSerializer.Serialize(pressure, LoadJson.Default.Pressure).AsMemory(), cancellation);
        var warmUp = await ResultAsync(cancellation);
        (string Part, int Process)[] parts = [.. scene.Parts, ("client", client.Id)];
        var started = ProcessTimes.Read();
        await client.Input.WriteLineAsync("go".AsMemory(), cancellation);
        var load = await ResultAsync(cancellation);
        var ended = ProcessTimes.Read();
        var (calls, distinct) = await scene.CountersAsync(cancellation);
        var cases = warmUp.Asked + load.Asked;
        return sample(pressure, load) with
        {
            CpuByPart = parts.GroupBy(p => p.Part).ToDictionary(
                p => p.Key, p => p.Sum(q => ended.Milliseconds(q.Process) - started.Milliseconds(q.Process)) / Math.Max(1, load.Answered)),
            Repeats = calls - asked.Calls - (distinct - asked.Distinct),
            Missing = (long)cases * Systems.Ids.Length - (distinct - asked.Distinct),
        };
    }

    private async Task<LoadResult> ResultAsync(CancellationToken cancellation) => JsonSerializer.Deserialize(
        await client.Output.ReadLineAsync(cancellation) ?? throw new BenchException("the load client ended before it was done"), LoadJson.Default.LoadResult)!;
}
