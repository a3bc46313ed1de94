using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;

namespace DsrGateway.Server.Hosting;

/// <summary>
/// The executable as a probe: the gateway listens on loopback only, where no supervisor outside its network namespace can ask
/// the health service, so it is asked from within.
/// </summary>
public static class HealthVerb
{
    public const string Name = "health";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <summary>0: serving. 1: not serving, or no answer.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var settings = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args[1..], ContentRootPath = AppContext.BaseDirectory }).Configuration;
        var options = settings.GetSection(GatewayOptions.Section).Get<GatewayOptions>() ?? new GatewayOptions();
        using var channel = GrpcChannel.ForAddress(options.Listen);
        try
        {
            var answer = await new Health.HealthClient(channel).CheckAsync(
                new HealthCheckRequest { Service = settings["service"] ?? "" }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime + Limit);
            return answer.Status == HealthCheckResponse.Types.ServingStatus.Serving ? 0 : 1;
        }
        catch (RpcException e)
        {
            await Console.Error.WriteLineAsync($"{options.Listen}: {e.StatusCode}");
            return 1;
        }
    }
}
