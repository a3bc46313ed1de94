using System.Globalization;
using DsrGateway.Bench.Running;
using DsrGateway.Bench.Variants;

namespace DsrGateway.Bench.ByHand;

/// <summary>The memory that one more waiting ExecuteCase call costs the gateway, while no system answers.</summary>
internal static class WaitingCost
{
    private const double TargetKilobytes = 32;
    private const double IdleMilliseconds = 100;
    private static readonly int[] Waiting = [2_000, 10_000];
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(3);

    public static async Task<int> RunAsync(IVariant variant, string folder, CancellationToken cancellation)
    {
        await using var scene = await Scene.SetAsync(folder, latencyMs: (int)TimeSpan.FromMinutes(8).TotalMilliseconds, cancellation);
        await variant.StartAsync(scene, cancellation);
        var gateway = scene.Parts.Single(p => p.Part == "gateway").Process;
        var client = scene.Own(Child.StartRead("hold", scene.Folder, Environment.ProcessPath!, ["hold", "--address", scene.Address.ToString()]));
        var kilobytes = new List<(int Calls, long Kilobytes)>();
        foreach (var calls in Waiting)
        {
            await client.Input.WriteLineAsync(calls.ToString(CultureInfo.InvariantCulture).AsMemory(), cancellation);
            await client.Output.ReadLineAsync(cancellation);
            await IdleAsync(gateway, cancellation);
            await client.Input.WriteLineAsync("".AsMemory(), cancellation);
            var held = int.Parse((await client.Output.ReadLineAsync(cancellation))!, CultureInfo.InvariantCulture);
            kilobytes.Add((held, ResidentKilobytes(gateway)));
            Screen.Line($"{variant.Name}: {held} of {calls} calls wait, the gateway holds {kilobytes[^1].Kilobytes} kB");
            if (held != calls)
            {
                return 1;
            }
        }

        var (few, many) = (kilobytes[0], kilobytes[^1]);
        var each = (many.Kilobytes - few.Kilobytes) / (double)(many.Calls - few.Calls);
        Screen.Line($"{Report.Number(each)} kB per waiting call, garbage included; target {TargetKilobytes} kB");
        return each <= TargetKilobytes ? 0 : 1;
    }

    /// <summary>Waits until the gateway has nothing left to do but to wait.</summary>
    private static async Task IdleAsync(int process, CancellationToken cancellation)
    {
        for (var before = ProcessTimes.Read().Milliseconds(process); ;)
        {
            await Task.Delay(LookAgain, cancellation);
            var now = ProcessTimes.Read().Milliseconds(process);
            if (now - before < IdleMilliseconds)
            {
                return;
            }

            before = now;
        }
    }

    private static long ResidentKilobytes(int process) => long.Parse(
        File.ReadLines($"/proc/{process}/status").Single(l => l.StartsWith("VmRSS:", StringComparison.Ordinal))["VmRSS:".Length..].Replace("kB", "", StringComparison.Ordinal),
        CultureInfo.InvariantCulture);
}
