using System.Text.Json;
using System.Text.Json.Serialization;

namespace DsrGateway.Bench.Running;

/// <summary>All of one run, for machines.</summary>
internal sealed record JsonReport(
    IReadOnlyDictionary<string, string> Facts, IReadOnlyDictionary<string, string> LeftOut, IReadOnlyList<Sample> Samples, IReadOnlyList<Target> Targets)
{
    public Task WriteAsync(string file, CancellationToken cancellation) =>
        File.WriteAllTextAsync(file, JsonSerializer.Serialize(this, BenchJson.Default.JsonReport) + "\n", cancellation);
}

[JsonSerializable(typeof(JsonReport))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
internal sealed partial class BenchJson : JsonSerializerContext;
