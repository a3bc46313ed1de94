using System.Text;
using DsrGateway.V1;

namespace DsrGateway.Adapters.Sql.Maps;

/// <summary>The contract's grounds by the names a map uses: lower snake case.</summary>
internal static class Grounds
{
    private static readonly Dictionary<string, Ground> Names =
        Enum.GetValues<Ground>().Where(ground => ground != Ground.Unspecified).ToDictionary(ground => Snake(ground.ToString()), StringComparer.Ordinal);

    public static Ground Read(MapObject source, Ground? otherwise) =>
        source.Choice("ground", Names, required: otherwise is null) ?? otherwise ?? Ground.Unspecified;

    private static string Snake(string name)
    {
        var snake = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && snake.Length > 0)
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(c));
        }

        return snake.ToString();
    }
}
