using DsrGateway.Bench.Variants;

namespace DsrGateway.Bench.Running;

/// <summary>Takes every measurement, the order of the variants rotating from run to run.</summary>
internal sealed class BenchRun(Plan plan, IReadOnlyList<IVariant> variants, string folder)
{
    private readonly Dictionary<string, string> _leftOut = [];

    /// <summary>Variants that could not be measured, and why.</summary>
    public IReadOnlyDictionary<string, string> LeftOut => _leftOut;

    public async Task<IReadOnlyList<Sample>> TakeAsync(CancellationToken cancellation)
    {
        var samples = new List<Sample>();
        for (var run = 1; run <= plan.Runs; run++)
        {
            foreach (var latency in plan.Latencies)
            {
                for (var i = 0; i < variants.Count; i++)
                {
                    await TakeAsync(run, latency, variants[(i + run - 1) % variants.Count], samples, cancellation);
                }
            }
        }

        return samples;
    }

    private async Task TakeAsync(int run, int latency, IVariant variant, List<Sample> samples, CancellationToken cancellation)
    {
        if (_leftOut.ContainsKey(variant.Name))
        {
            return;
        }

        await using var scene = await Scene.SetAsync(folder, latency, cancellation);
        try
        {
            await variant.StartAsync(scene, cancellation);
        }
        catch (LeftOutException e)
        {
            _leftOut[variant.Name] = e.Message;
            Screen.Tell($"{variant.Name} is left out: {e.Message}");
            return;
        }

        var measurement = new Measurement(
            scene, Measurement.StartClient(scene, variant.Contract),
            (pressure, load) => new Sample { Run = run, Variant = variant.Name, LatencyMs = latency, Pressure = pressure.Name, Load = load });
        foreach (var pressure in plan.At(latency))
        {
            var sample = await measurement.TakeAsync(pressure, cancellation);
            samples.Add(sample);
            Screen.Tell(Report.Line(sample));
        }
    }
}
