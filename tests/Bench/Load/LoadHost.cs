using System.Text.Json;
using System.Text.Json.Serialization;
using Grpc.Net.Client;

namespace DsrGateway.Bench.Load;

/// <summary>
/// The load client, the same for every variant. For each line with a pressure it warms up, says what came of that, waits for a line, measures
/// and says what came of it; so whoever reads it can look at all processes right before and right after.
/// </summary>
internal static class LoadHost
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan WarmUpLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(Settings settings)
    {
        using var channel = GrpcChannel.ForAddress(settings.Text("address"));
        ITarget target = settings.Text("contract") switch
        {
            "gateway" => new GatewayTarget(channel, Patience),
            "submit" => new SubmitTarget(channel, Patience),
            _ => new PeerTarget(channel, Patience),
        };
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var pressure = JsonSerializer.Deserialize(line, LoadJson.Default.Pressure)!;
            var warmUp = await Loops.ClosedAsync(target, pressure.Callers, pressure.WarmUp, WarmUpLimit);
            await TellAsync(warmUp);
            await Console.In.ReadLineAsync();
            await TellAsync(pressure.Rate > 0
                ? await Loops.OpenAsync(target, pressure.Rate, TimeSpan.FromSeconds(pressure.Seconds))
                : await Loops.ClosedAsync(target, pressure.Callers, pressure.Cases, Limit));
        }
    }

    private static Task TellAsync(LoadResult result) => Console.Out.WriteLineAsync(JsonSerializer.Serialize(result, LoadJson.Default.LoadResult));
}

[JsonSerializable(typeof(LoadResult))]
[JsonSerializable(typeof(Pressure))]
[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
internal sealed partial class LoadJson : JsonSerializerContext;
