using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using DsrGateway.Bench.Running;

namespace DsrGateway.Bench.ByHand;

/// <summary>Both stores side by side.</summary>
internal sealed record GrownReport(string Engine, int Cases, IReadOnlyDictionary<string, string> Facts, IReadOnlyList<GrownFigure> Figures)
{
    private const double Most = 1.2;

    public IEnumerable<GrownFigure> Missed => Figures.Where(f => !(f.Ratio <= Most));

    public IEnumerable<string> Table()
    {
        foreach (var (name, value) in Facts)
        {
            yield return $"{name}: {value}";
        }

        yield return "";
        yield return $"{Engine}, median (p95) ms";
        yield return $"| operation | empty | {Cases.ToString("N0", CultureInfo.InvariantCulture)} open cases | ratio | times |";
        yield return "|---|---|---|---|---|";
        foreach (var figure in Figures)
        {
            yield return $"| {figure.Operation} | {Times(figure.Empty)} | {Times(figure.Full)} | {Report.Number(figure.Ratio)} | {figure.Full.Count} |";
        }

        yield return "";
        foreach (var figure in Missed)
        {
            yield return $"MISSED {figure.Operation}: {Report.Number(figure.Ratio)} times, at most {Report.Number(Most)}";
        }
    }

    public Task WriteAsync(string file, CancellationToken cancellation) =>
        File.WriteAllTextAsync(file, JsonSerializer.Serialize(this, GrownJson.Default.GrownReport) + "\n", cancellation);

    /// <summary>Three digits: most of it takes less than a millisecond.</summary>
    private static string Times(IReadOnlyList<double> taken) => string.Create(
        CultureInfo.InvariantCulture, $"{Report.Median(taken):F3} ({taken.Order().ElementAtOrDefault((int)(taken.Count * 0.95)):F3})");
}

[JsonSerializable(typeof(GrownReport))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
internal sealed partial class GrownJson : JsonSerializerContext;
