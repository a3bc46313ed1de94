namespace DsrGateway.TestServers;

/// <summary>Debian's rabbitmq-server on this machine.</summary>
internal static class RabbitPackage
{
    public const string Missing = "RabbitMQ is missing: apt-get install rabbitmq-server";
    private const string Libraries = "/usr/lib/rabbitmq/lib";

    /// <summary>What no plugin is needed for, and only plugins need.</summary>
    private static readonly string[] ForPluginsOnly =
        ["accept", "amqp10_client", "amqp_client", "base64url", "cowboy", "cowlib", "eetcd", "gun", "jose", "prometheus", "quantile_estimator"];

    /// <summary>Where the server's Erlang applications are.</summary>
    public static string Home => Directory.Exists(Libraries) && File.Exists("/usr/bin/erl") && File.Exists("/usr/bin/epmd") && File.Exists("/usr/bin/erl_call")
        ? Directory.GetDirectories(Libraries, "rabbitmq_server-*").Order(StringComparer.Ordinal).LastOrDefault() ?? throw new InvalidOperationException(Missing)
        : throw new InvalidOperationException(Missing);

    public static string Version => Path.GetFileName(Home).Split('-')[1];

    /// <summary>
    /// Links the applications that a broker without plugins needs into a folder. Erlang looks for each of some thousand modules in one folder after the
    /// other: with all plugins' folders a start takes three times as long.
    /// </summary>
    public static void Link(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var application in Directory.GetDirectories(Path.Combine(Home, "plugins")))
        {
            var name = Path.GetFileName(application).Split('-')[0];
            if ((!name.StartsWith("rabbitmq_", StringComparison.Ordinal) || name == "rabbitmq_prelaunch") && !ForPluginsOnly.Contains(name))
            {
                Directory.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(application)), application);
            }
        }
    }
}
