using System.Text.Json;
using Grpc.Net.Client;

namespace DsrGateway.Bench.Load;

/// <summary>
/// The load client, the same for every variant. Warms up, says so, measures when it is told to, prints what came of it as one line, and
/// stays until its input ends, so that its own time can be read.
/// </summary>
internal static class LoadHost
{
    public const string Warm = "warm";
    private static readonly TimeSpan WarmUpLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(Settings settings)
    {
        using var channel = GrpcChannel.ForAddress(settings.Text("address"));
        ITarget target = settings.Text("contract") == "gateway" ? new GatewayTarget(channel, Patience) : new PeerTarget(channel, Patience);
        var callers = settings.Number("callers", 1);
        var warmUp = await Loops.ClosedAsync(target, callers, settings.Number("warm-up"), WarmUpLimit);
        await Console.Out.WriteLineAsync($"{Warm} {warmUp.Asked}");
        await Console.In.ReadLineAsync();
        var result = settings.Number("rate") is > 0 and var rate
            ? await Loops.OpenAsync(target, rate, TimeSpan.FromSeconds(settings.Number("seconds")))
            : await Loops.ClosedAsync(target, callers, settings.Number("cases"), Limit);
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(result, LoadJson.Default.LoadResult));
        await Console.In.ReadToEndAsync();
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(LoadResult))]
[System.Text.Json.Serialization.JsonSourceGenerationOptions(
    NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals)]
internal sealed partial class LoadJson : System.Text.Json.Serialization.JsonSerializerContext;
