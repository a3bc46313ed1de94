using System.Globalization;
using DsrGateway.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace DsrGateway.Bench.Load;

/// <summary>Has as many ExecuteCase calls waiting as each line says, says how many wait, and leaves with its input.</summary>
internal static class HoldHost
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(9);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);

    public static async Task RunAsync(Settings settings)
    {
        using var handler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true };
        using var channel = GrpcChannel.ForAddress(settings.Text("address"), new GrpcChannelOptions { HttpHandler = handler });
        var cases = new CaseService.CaseServiceClient(channel);
        var calls = new List<AsyncUnaryCall<ExecuteCaseResponse>>();
        while (await Console.In.ReadLineAsync() is { } line)
        {
            for (var wanted = int.Parse(line, CultureInfo.InvariantCulture); calls.Count < wanted;)
            {
                var request = new ExecuteCaseRequest { NewCase = GatewayTarget.NewCase(Person.New()) };
                calls.Add(cases.ExecuteCaseAsync(request, deadline: TimeProvider.System.GetUtcNow().UtcDateTime + Patience));
                if (calls.Count % AtOnce == 0)
                {
                    await Task.Delay(Between);
                }
            }

            await Console.Out.WriteLineAsync("held");
            await Console.In.ReadLineAsync();
            await Console.Out.WriteLineAsync(calls.Count(c => !c.ResponseAsync.IsCompleted).ToString(CultureInfo.InvariantCulture));
        }
    }
}
