using System.Globalization;

namespace DsrGateway.TestServers;

/// <summary>How a broker's nodes are set up: names, ports, secrets, files. Everything lies in one folder.</summary>
public sealed class RabbitSetup(string folder, RabbitOptions options, RabbitIdentity identity)
{
    public const string User = "dsr";

    public string Folder => folder;

    public IReadOnlyList<int> Ports => identity.Ports;

    public string Cookie => identity.Cookie;

    /// <summary>amqp://user:password@host:port[,host:port...]</summary>
    public string Address => string.Create(
        CultureInfo.InvariantCulture, $"amqp://{User}:{identity.Password}@{string.Join(',', Enumerable.Range(0, options.Nodes).Select(i => $"{AddressOf(i)}:{Ports[i]}"))}");

    /// <summary>127.0.0.1 for one alone. Of several none has the address that clients call from: a packet filter can tell all apart.</summary>
    public string AddressOf(int index) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.{index + (options.Nodes > 1 ? 2 : 1)}");

    public string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"dsr{index + 1}@{AddressOf(index)}");

    /// <summary>The port by which other nodes, and we, reach it.</summary>
    public int LinkOf(int index) => identity.Links[index];

    public string DataFolder(int index) => options.DataFolder?.Invoke(index) ?? Path.Combine(Folder, "data", NameOf(index));

    /// <summary>Writes what the nodes read.</summary>
    public void Write()
    {
        if (Directory.Exists(Path.Combine(Folder, "lib")))
        {
            // Another life's.
            Directory.Delete(Path.Combine(Folder, "lib"), recursive: true);
        }

        RabbitPackage.Link(Path.Combine(Folder, "lib"));
        Directory.CreateDirectory(Path.Combine(Folder, "home"));
        var cookie = Path.Combine(Folder, "home", ".erlang.cookie");
        File.Delete(cookie);
        File.WriteAllText(cookie, Cookie);
        if (!OperatingSystem.IsWindows())
        {
            // Erlang reads it only if nobody else can.
            File.SetUnixFileMode(cookie, UnixFileMode.UserRead);
        }

        File.WriteAllText(Path.Combine(Folder, "plugins"), "[].");
        var names = string.Join(',', Enumerable.Range(0, options.Nodes).Select(i => $"'{NameOf(i)}'"));
        for (var i = 0; i < options.Nodes; i++)
        {
            Directory.CreateDirectory(DataFolder(i));
            File.WriteAllText(ConfigurationOf(i), Configuration(i, names));
        }
    }

    /// <summary>Of epmd as of the nodes. The folder's name is in it: that is how the caretaker knows them.</summary>
    public Dictionary<string, string> Environment() => new()
    {
        ["HOME"] = Path.Combine(Folder, "home"),
        ["ERL_EPMD_PORT"] = string.Create(CultureInfo.InvariantCulture, $"{identity.EpmdPort}"),
        ["ERL_EPMD_ADDRESS"] = string.Join(',', Enumerable.Range(0, options.Nodes).Select(AddressOf)),
    };

    public Dictionary<string, string> EnvironmentOf(int index) => new(Environment())
    {
        ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
        ["RABBITMQ_NODENAME"] = NameOf(index),
        ["RABBITMQ_USE_LONGNAME"] = "true",
        ["RABBITMQ_MNESIA_BASE"] = DataFolder(index),
        ["RABBITMQ_LOG_BASE"] = Folder,
        ["RABBITMQ_LOGS"] = Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"rabbit{index}.log")),
        ["RABBITMQ_CONFIG_FILE"] = ConfigurationOf(index),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(Folder, "plugins"),
        ["RABBITMQ_PLUGINS_DIR"] = Path.Combine(Folder, "lib"),
        ["RABBITMQ_DIST_PORT"] = string.Create(CultureInfo.InvariantCulture, $"{LinkOf(index)}"),
        ["RABBITMQ_HOME"] = RabbitPackage.Home,
        ["SYS_PREFIX"] = "",
        ["ERL_LIBS"] = Path.Combine(Folder, "lib"),
        ["ERL_MAX_ETS_TABLES"] = "50000",
        ["ERL_MAX_PORTS"] = "65536",
    };

    /// <summary>What Debian's script gives, without the script: no schema to translate, no spinning schedulers, loopback only.</summary>
    public string[] ArgumentsOf(int index)
    {
        var address = AddressOf(index).Replace('.', ',');
        return
        [
            "-noinput", "-s", "rabbit", "boot", "-boot", "start_sasl", "+W", "w",
            "+P", "1048576", "+t", "5000000", "+zdbbl", "128000", "+sbwt", "none", "+sbwtdcpu", "none", "+sbwtdio", "none",
            "-syslog", "logger", "[]", "-syslog", "syslog_error_logger", "false", "-kernel", "prevent_overlapping_partitions", "false",
            "-kernel", "net_ticktime", string.Create(CultureInfo.InvariantCulture, $"{(int)options.TickTime.TotalSeconds}"),
            "-kernel", "inet_dist_use_interface", $"{{{address}}}",
            // Calls come from its own address as well, so that a packet filter can tell the nodes apart.
            "-kernel", "inet_dist_connect_options", $"[{{ip,{{{address}}}}}]",
        ];
    }

    private string ConfigurationOf(int index) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"node{index}.config"));

    private string Configuration(int index, string names)
    {
        var cluster = options.Nodes == 1 ? "" : $",{{cluster_nodes,{{[{names}],disc}}}},{{cluster_partition_handling,pause_minority}}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"[{{rabbit,[{{tcp_listeners,[{{\"{AddressOf(index)}\",{Ports[index]}}}]}},{{default_user,<<\"{User}\">>}},{{default_pass,<<\"{identity.Password}\">>}},{{default_vhost,<<\"{options.VirtualHost}\">>}}{cluster}]}}].\n");
    }
}
