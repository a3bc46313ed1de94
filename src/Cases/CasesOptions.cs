using System.ComponentModel.DataAnnotations;
using Npgsql;

namespace DsrGateway.Cases;

/// <summary>What carries the cases.</summary>
public enum Engine
{
    /// <summary>SQLite and a queue in the process: one gateway process, no servers, durable.</summary>
    Embedded,

    /// <summary>PostgreSQL and RabbitMQ: any number of gateway processes.</summary>
    Distributed,
}

/// <summary>What a gateway process does; all by default. They may be split over processes of the distributed engine.</summary>
[Flags]
public enum Roles
{
    None = 0,

    /// <summary>Serves portals and staff.</summary>
    Api = 1,

    /// <summary>Sweeps for what should be moving and is not: due cases, due steps, what never reached the broker.</summary>
    Orchestrator = 2,

    /// <summary>Asks adapters.</summary>
    Dispatcher = 4,

    All = Api | Orchestrator | Dispatcher,
}

/// <summary>Where the engine keeps what must not be lost; section "Cases".</summary>
public sealed class CasesOptions
{
    public const string Section = "Cases";

    /// <summary>Default <see cref="Engine.Embedded"/>.</summary>
    public Engine Engine { get; set; }

    /// <summary>Embedded: the folder of the store; default "data". One gateway process owns it.</summary>
    [Required]
    public string DataFolder { get; set; } = "data";

    /// <summary>The folder of the controllers' keys and, embedded, of the key store; default "keys". Keep it out of the backups that hold the data.</summary>
    [Required]
    public string KeyFolder { get; set; } = "keys";

    /// <summary>How long a process that was told to stop goes on with what it holds; default 10 s.</summary>
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(10);

    public DistributedOptions Distributed { get; set; } = new();
}

/// <summary>
/// The servers of the distributed engine. Each has a twin that names a file holding the value (a mounted secret), so that no
/// password has to stand in the environment or on a command line.
/// </summary>
public sealed class DistributedOptions
{
    /// <summary>Npgsql connection string of the cases' database.</summary>
    public string Database { get; set; } = "";

    public string DatabaseFile { get; set; } = "";

    /// <summary>Npgsql connection string of the key store: a database of its own with credentials of its own, which the data's backups never include.</summary>
    public string KeyDatabase { get; set; } = "";

    public string KeyDatabaseFile { get; set; } = "";

    /// <summary>amqp://user:password@host:port,host2:port2/vhost; several hosts are one cluster.</summary>
    public string Broker { get; set; } = "";

    public string BrokerFile { get; set; } = "";

    /// <summary>What the names of all queues and exchanges begin with; default "dsr.". Two gateways on one virtual host need two.</summary>
    public string QueuePrefix { get; set; } = "dsr.";

    /// <summary>Every setting with its value, read from its file where one is named. Throws <see cref="InvalidOperationException"/> that names what is missing.</summary>
    internal (string Database, string KeyDatabase, string Broker) Read() => (
        ConnectionString(nameof(Database), Database, DatabaseFile),
        ConnectionString(nameof(KeyDatabase), KeyDatabase, KeyDatabaseFile),
        Value(nameof(Broker), Broker, BrokerFile));

    /// <summary>Where the key database is and as whom it is asked; never the password.</summary>
    internal string KeyDatabasePlace()
    {
        var place = new NpgsqlConnectionStringBuilder(Read().KeyDatabase);
        return $"Cases:Distributed:KeyDatabase, {place.Host}:{place.Port}, database {place.Database}, user {place.Username}";
    }

    // A connection string is never quoted: it may hold a password.
    private static string ConnectionString(string name, string value, string file)
    {
        var text = Value(name, value, file);
        var place = $"Cases:Distributed:{name}{(file.Length > 0 ? $"File {file}" : "")}";
        try
        {
            return new NpgsqlConnectionStringBuilder(text) is { Host.Length: > 0 }
                ? text
                : throw new InvalidOperationException($"{place} names no server; it must be like Host=db.example;Username=gateway;Password=...;Database=cases.");
        }
        // Npgsql reads keys and their values as what they are: a key it does not know, a number that is none.
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            throw new InvalidOperationException($"{place} is no Npgsql connection string; it must be like Host=db.example;Username=gateway;Password=...;Database=cases.");
        }
    }

    private static string Value(string name, string value, string file)
    {
        if (file.Length > 0)
        {
            value = File.Exists(file) ? File.ReadAllText(file).Trim() : throw new InvalidOperationException($"Cases:Distributed:{name}File {file} does not exist.");
        }

        return value.Length > 0 ? value : throw new InvalidOperationException($"Cases:Distributed:{name} (or {name}File) is missing; the distributed engine needs it.");
    }
}
