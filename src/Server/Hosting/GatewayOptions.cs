using DsrGateway.Cases;

namespace DsrGateway.Server.Hosting;

/// <summary>The gateway's own settings; section "Gateway".</summary>
public sealed class GatewayOptions
{
    public const string Section = "Gateway";

    /// <summary>
    /// Where to listen, h2c; default http://127.0.0.1:8080. Loopback only: callers are not authenticated yet, so nobody
    /// outside this machine may call.
    /// </summary>
    public string Listen { get; set; } = "http://127.0.0.1:8080";

    /// <summary>What this process does: any of Api, Orchestrator, Dispatcher, with commas between; default All.</summary>
    public Roles Roles { get; set; } = Roles.All;

    /// <summary>The folder of the controllers' YAML files; default "controllers".</summary>
    public string ControllersFolder { get; set; } = "controllers";

    /// <summary>Adapters by name: where each listens, such as http://127.0.0.1:7100.</summary>
    public Dictionary<string, string> Adapters { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The deadline of an ExecuteCase call that has none; default 10 s.</summary>
    public TimeSpan DefaultCallDeadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long before the call's deadline the answer leaves, so that it arrives; default 250 ms, at most a fifth of the time left.</summary>
    public TimeSpan AnswerMargin { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>A call with less time than this is refused before anything is changed; default 20 ms.</summary>
    public TimeSpan ShortestDeadline { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>The largest message taken from a caller; default 8 MiB.</summary>
    public int MaxReceiveMessageBytes { get; set; } = 8 * 1024 * 1024;
}
