using System.Globalization;
using DsrGateway.Demo;

namespace DsrGateway.Up;

/// <summary>What `./dev up` was asked for.</summary>
internal sealed record Options(bool Down, bool Wipe, int Nodes, int Gateways, bool Split, string Folder)
{
    public const string Usage = """
        ./dev up [--nodes 1|3] [--gateways N] [--split] [--folder F]   starts what does not run; N gateways with all roles (2), or one per role
        ./dev down [--wipe] [--folder F]                               ends what up started; --wipe removes the data too
        """;

    public static Options Parse(string[] args)
    {
        var options = new Options(args is ["down", ..], false, 1, 2, false, Path.Combine(Repository.Root, "artifacts", "up"));
        for (var i = 1; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--wipe" when options.Down => options with { Wipe = true },
                "--split" => options with { Split = true },
                "--nodes" when Value(args, ++i) is "1" or "3" => options with { Nodes = int.Parse(args[i], CultureInfo.InvariantCulture) },
                "--gateways" => options with { Gateways = int.Parse(Value(args, ++i), NumberStyles.None, CultureInfo.InvariantCulture) },
                "--folder" => options with { Folder = Path.GetFullPath(Value(args, ++i)) },
                _ => throw new FormatException(Usage),
            };
        }

        return options;
    }

    private static string Value(string[] args, int index) => index < args.Length ? args[index] : throw new FormatException(Usage);
}
