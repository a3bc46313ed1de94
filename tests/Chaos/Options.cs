using System.Globalization;
using DsrGateway.Chaos.Planted;

namespace DsrGateway.Chaos;

/// <summary>What `./dev chaos` was asked for.</summary>
internal sealed record Options
{
    public const string Usage = """
        ./dev chaos [--minutes N] [--faults N] [--cases N] [--seed S] [--kinds A,B] [--nodes 1|3] [--gateways N] [--split] [--portals N] [--adapters N]
                    [--pace X] [--limit SECONDS] [--patience SECONDS] [--lose PERCENT] [--restore] [--planted NAME] [--json FILE] [--resume FOLDER] [--keep FOLDER] [--tied] [--embedded]
          --minutes   how long faults are made (5); --faults, --cases end it sooner
          --seed      repeats a run's choices
          --kinds     only these kinds of faults, by the names in docs/chaos.md
          --nodes     RabbitMQ nodes (3); --gateways instances with all roles (2); --split adds one instance per role
          --pace      how long each fault lasts, 1 is a kind's own length; 0.25 is brisk
          --limit     how soon answers have to come again (10); more only where the machine is busy with other things
          --patience  how long everything that was begun may take to end, and queues to empty (120)
          --lose      that many of a hundred answers of database, broker and adapters are lost all the time
          --restore   instead of faults: PostgreSQL goes back to an earlier copy; then the broker is emptied
          --planted   the gateways run with this bug, by the names in docs/chaos.md; the campaign has to fail
          --resume    goes on with the schedule, the history and the ledgers in this folder
          --keep      leaves history, ledgers and logs in this folder
          --tied      ends at once when its standard input ends
          --embedded  one gateway without PostgreSQL and RabbitMQ
        """;

    public double Minutes { get; init; } = 5;

    public int Faults { get; init; } = int.MaxValue;

    public int Cases { get; init; } = int.MaxValue;

    public int Seed { get; init; } = Environment.TickCount & 0xFFFFFF;

    public IReadOnlyList<string> Kinds { get; init; } = [];

    public int Nodes { get; init; } = 3;

    public int Gateways { get; init; } = 2;

    public bool Split { get; init; }

    public int Portals { get; init; } = 10;

    public int Adapters { get; init; } = 3;

    public double Pace { get; init; } = 1;

    public double Limit { get; init; } = 10;

    public double Patience { get; init; } = 120;

    public double Lose { get; init; }

    public bool Restore { get; init; }

    public string? Planted { get; init; }

    public string? Json { get; init; }

    /// <summary>Where history, ledgers and logs stay; a folder that goes if null.</summary>
    public string? Folder { get; init; }

    public bool Resume { get; init; }

    public bool Embedded { get; init; }

    public bool Tied { get; init; }

    /// <exception cref="FormatException">An argument is not understood.</exception>
    public static Options Parse(ReadOnlySpan<string> args)
    {
        var options = new Options();
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--split" => options with { Split = true },
                "--restore" => options with { Restore = true },
                "--embedded" => options with { Embedded = true },
                "--tied" => options with { Tied = true },
                _ when i + 1 < args.Length => options.With(args[i], args[++i]),
                _ => throw new FormatException($"{args[i]} is not understood"),
            };
        }

        // The embedded store is asked for by one name and used by several.
        return options is { Planted: not null, Embedded: true } ? throw new FormatException("--planted needs PostgreSQL and RabbitMQ") : options;
    }

    private Options With(string name, string value) => name switch
    {
        "--minutes" => this with { Minutes = double.Parse(value, CultureInfo.InvariantCulture) },
        "--faults" => this with { Faults = Number(value) },
        "--cases" => this with { Cases = Number(value) },
        "--seed" => this with { Seed = Number(value) },
        "--kinds" => this with { Kinds = value.Split(',', StringSplitOptions.RemoveEmptyEntries) },
        "--nodes" => this with { Nodes = Number(value) is 1 or 3 ? Number(value) : throw new FormatException("--nodes is 1 or 3") },
        "--gateways" => this with { Gateways = Number(value) },
        "--portals" => this with { Portals = Number(value) },
        "--adapters" => this with { Adapters = Number(value) },
        "--pace" => this with { Pace = double.Parse(value, CultureInfo.InvariantCulture) },
        "--limit" => this with { Limit = double.Parse(value, CultureInfo.InvariantCulture) },
        "--patience" => this with { Patience = double.Parse(value, CultureInfo.InvariantCulture) },
        "--lose" => this with { Lose = double.Parse(value, CultureInfo.InvariantCulture) },
        "--planted" => this with { Planted = PlantedBugs.Known(value) },
        "--json" => this with { Json = Path.GetFullPath(value) },
        "--keep" => this with { Folder = Path.GetFullPath(value) },
        "--resume" => this with { Folder = Path.GetFullPath(value), Resume = true },
        _ => throw new FormatException($"{name} is not understood"),
    };

    private static int Number(string value) => int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);
}
