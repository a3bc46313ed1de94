using System.Security.Cryptography;
using System.Text.Json;
using DsrGateway.TestServers;

namespace DsrGateway.Up;

/// <summary>A process that up started. Its id may pass on to a stranger; the start time tells.</summary>
internal sealed record Started(string Name, int ProcessId, long StartTime);

/// <summary>What up remembers: ports and passwords stay over down and up, so that data stays usable.</summary>
internal sealed record State
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public int PostgresPort { get; init; }

    public string PostgresPassword { get; init; } = Secret();

    public string CasesPassword { get; init; } = Secret();

    public string KeysPassword { get; init; } = Secret();

    public int Nodes { get; init; }

    public required RabbitIdentity Rabbit { get; init; }

    public IReadOnlyList<int> AdapterPorts { get; init; } = [];

    public IReadOnlyList<int> GatewayPorts { get; init; } = [];

    public IReadOnlyList<Started> Processes { get; init; } = [];

    public static State? Load(string folder) => File.Exists(PathIn(folder)) ? JsonSerializer.Deserialize<State>(File.ReadAllText(PathIn(folder)), Json) : null;

    public static State New(int nodes)
    {
        var ports = Ports.Free(3);
        return new State { PostgresPort = ports[0], AdapterPorts = ports[1..], Nodes = nodes, Rabbit = RabbitIdentity.New(nodes) };
    }

    public void Save(string folder)
    {
        var next = PathIn(folder) + ".new";
        File.WriteAllText(next, JsonSerializer.Serialize(this, Json));
        if (!OperatingSystem.IsWindows())
        {
            // Passwords.
            File.SetUnixFileMode(next, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.Move(next, PathIn(folder), overwrite: true);
    }

    private static string PathIn(string folder) => Path.Combine(folder, "up.json");

    private static string Secret() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
