using System.Diagnostics;
using DsrGateway.Chaos.Cluster;
using DsrGateway.Chaos.Load;
using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Chaos;

/// <summary>How soon each instance answers well again.</summary>
internal static class Tail
{
    private const int InARow = 5;
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan GiveUp = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task<IReadOnlyDictionary<string, double?>> WatchAsync(IReadOnlyList<GatewayDoor> doors, long healed)
    {
        var found = await Task.WhenAll(doors.Select(d => WatchAsync(d, healed)));
        return doors.Zip(found).ToDictionary(p => p.First.Name, p => p.Second);
    }

    private static async Task<double?> WatchAsync(GatewayDoor door, long healed)
    {
        var good = 0;
        while (Stopwatch.GetElapsedTime(healed) < GiveUp)
        {
            try
            {
                await door.Cases.ListCasesAsync(new ListCasesRequest { ControllerId = Controllers.Names[0], PageSize = 1 }, deadline: GatewayDoor.In(CallLimit));
                good++;
            }
            catch (RpcException)
            {
                good = 0;
            }

            if (good == InARow)
            {
                return Stopwatch.GetElapsedTime(healed).TotalSeconds;
            }

            await Task.Delay(Pause);
        }

        return null;
    }
}
