using System.Globalization;
using System.Text.RegularExpressions;
using DsrGateway.V1;

namespace DsrGateway.Cli.Input;

/// <summary>
/// An outcome part from --part KIND[,category=C][,count=N][,ground=G][,basis=TEXT][,until=YYYY-MM-DD]. A comma separates only
/// where one of these names and '=' follow, so that a basis may hold commas.
/// </summary>
internal static partial class PartInput
{
    public static OutcomePart Parse(string text)
    {
        var pieces = Separator().Split(text);
        var part = new OutcomePart { Kind = Enums.Parse<OutcomeKind>(pieces[0], "outcome") };
        var seen = new HashSet<string>();
        foreach (var piece in pieces.Skip(1))
        {
            var equals = piece.IndexOf('=', StringComparison.Ordinal);
            if (!seen.Add(piece[..equals]))
            {
                throw CliException.Usage($"--part names '{piece[..equals]}' twice.");
            }

            Set(part, piece[..equals], piece[(equals + 1)..]);
        }

        return part.Kind is OutcomeKind.Retained or OutcomeKind.Refused && part.Ground == Ground.Unspecified
            ? throw CliException.Usage($"--part {pieces[0]} needs ground=. One of: {Enums.Words<Ground>()}.")
            : part;
    }

    private static void Set(OutcomePart part, string name, string value)
    {
        switch (name)
        {
            case "category":
                part.Category = value;
                break;
            case "count":
                part.Count = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                    ? count
                    : throw CliException.Usage($"'{value}' is no count.");
                break;
            case "ground":
                part.Ground = Enums.Parse<Ground>(value, "ground");
                break;
            case "basis":
                part.Basis = value;
                break;
            default:
                part.UntilDate = DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                    ? value
                    : throw CliException.Usage($"'{value}' is no date: write 2031-12-31.");
                break;
        }
    }

    [GeneratedRegex(",(?=(?:category|count|ground|basis|until)=)", RegexOptions.CultureInvariant)]
    private static partial Regex Separator();
}
