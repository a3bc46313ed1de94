using System.Data.Common;
using System.Net.Sockets;

namespace DsrGateway.AdapterKit;

/// <summary>Tells "the system is not there now" from a fault that repeating does not mend.</summary>
internal static class Outage
{
    public static bool Is(Exception exception) => exception switch
    {
        TargetUnavailableException or SocketException or TimeoutException => true,
        HttpRequestException http => http.StatusCode is null or System.Net.HttpStatusCode.ServiceUnavailable or System.Net.HttpStatusCode.TooManyRequests
            or System.Net.HttpStatusCode.BadGateway or System.Net.HttpStatusCode.GatewayTimeout,
        DbException db => db.IsTransient,
        _ => false,
    };
}
