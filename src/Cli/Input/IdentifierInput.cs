using System.Text.RegularExpressions;
using DsrGateway.V1;
using YamlDotNet.RepresentationModel;

namespace DsrGateway.Cli.Input;

/// <summary>
/// Identifiers from --id TYPE=VALUE and from --id-file: lines TYPE=VALUE, or YAML or JSON as a mapping (email: a@b.example, or a
/// list of values) or as a list of {type, value}.
/// </summary>
internal static partial class IdentifierInput
{
    public static Identifier Parse(string text)
    {
        var match = Pair().Match(text);
        return match.Success
            ? new Identifier { Type = match.Groups["type"].Value, Value = match.Groups["value"].Value }
            : throw CliException.Usage("An identifier is written TYPE=VALUE, such as email=NAME@EXAMPLE.");
    }

    public static IReadOnlyList<Identifier> ParseFile(string text, string path)
    {
        var lines = text.TrimStart('\uFEFF').Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        var first = lines.Find(line => !IsSkipped(line));
        if (first is null)
        {
            return [];
        }

        return Pair().IsMatch(first) ? ParseLines(lines, path) : ParseYaml(YamlInput.Root(text, path), path);
    }

    private static List<Identifier> ParseLines(List<string> lines, string path)
    {
        var identifiers = new List<Identifier>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (IsSkipped(lines[i]))
            {
                continue;
            }

            identifiers.Add(Pair().IsMatch(lines[i])
                ? Parse(lines[i])
                : throw CliException.Usage(FormattableString.Invariant($"{path}, line {i + 1}: TYPE=VALUE is expected.")));
        }

        return identifiers;
    }

    private static List<Identifier> ParseYaml(YamlNode root, string path) => root switch
    {
        YamlMappingNode mapping => [.. mapping.Children.SelectMany(pair => OfType(pair.Key, pair.Value, path))],
        YamlSequenceNode sequence => [.. sequence.Select(item => OfFields(YamlInput.Fields(item, path, "type", "value")))],
        _ => throw YamlInput.Wrong(root, path, "TYPE=VALUE lines, a mapping or a list is expected"),
    };

    private static IEnumerable<Identifier> OfType(YamlNode key, YamlNode value, string path)
    {
        var type = YamlInput.Scalar(key, path);
        return value is YamlSequenceNode several
            ? several.Select(item => OfFields([type, YamlInput.Scalar(item, path)]))
            : [OfFields([type, YamlInput.Scalar(value, path)])];
    }

    private static Identifier OfFields(string[] fields) => new() { Type = fields[0], Value = fields[1] };

    private static bool IsSkipped(string line) => string.IsNullOrWhiteSpace(line) || line.StartsWith('#');

    [GeneratedRegex("^(?<type>[a-z][a-z0-9_]*)=(?<value>.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Pair();
}
