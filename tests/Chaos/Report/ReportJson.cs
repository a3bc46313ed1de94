using System.Text.Json;

namespace DsrGateway.Chaos.Reporting;

internal static class ReportJson
{
    public static JsonSerializerOptions Options { get; } = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}
