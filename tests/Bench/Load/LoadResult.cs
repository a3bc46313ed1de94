using System.Text.Json.Serialization;

namespace DsrGateway.Bench.Load;

/// <summary>One measurement as the load client saw it; times in milliseconds.</summary>
internal sealed record LoadResult
{
    public int Asked { get; init; }
    public int Answered { get; init; }
    public int Wrong { get; init; }
    public int Errors { get; init; }
    public string? FirstError { get; init; }
    public double Seconds { get; init; }
    public double P50 { get; init; }
    public double P99 { get; init; }
    public double Max { get; init; }

    [JsonIgnore]
    public double PerSecond => Answered / Seconds;

    [JsonIgnore]
    public bool IsClean => Answered == Asked && Wrong == 0 && Errors == 0 && Answered > 0;
}
