using System.Runtime.CompilerServices;
using System.Text.Json;
using DsrGateway.V1;
using YamlDotNet.RepresentationModel;

namespace DsrGateway.Server.Tests;

/// <summary>One line of deploy/samples/people.yaml's matrix: what a right comes to, and what the databases hold afterwards.</summary>
public sealed record MatrixCase(string Name, NewCase Request)
{
    private const string MergeKey = "<<";

    public static string Samples { get; } = FindSamples();

    public string Controller => Request.ControllerId;

    /// <summary>Per system, as <see cref="MatrixJudge.Said"/> writes it.</summary>
    public required IReadOnlyDictionary<string, string> Steps { get; init; }

    public required string Conclusion { get; init; }

    /// <summary>What staff say of steps by hand.</summary>
    public required IReadOnlyDictionary<string, string> ByHand { get; init; }

    /// <summary>Per system and table: rows by key with the cells that change, "deleted" and "added".</summary>
    public required IReadOnlyDictionary<string, YamlNode> After { get; init; }

    public static IReadOnlyList<MatrixCase> All { get; } = Read();

    public override string ToString() => Name;

    /// <summary>A mapping's entries with what it merges in (YAML's "&lt;&lt;").</summary>
    public static IReadOnlyDictionary<string, YamlNode> Entries(YamlNode? node)
    {
        var entries = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        if (node is not YamlMappingNode mapping)
        {
            return entries;
        }

        foreach (var (key, value) in mapping.Children)
        {
            if (Text(key) != MergeKey)
            {
                entries[Text(key)] = value;
                continue;
            }

            foreach (var merged in value is YamlSequenceNode list ? list.Children : [value])
            {
                foreach (var (name, inherited) in Entries(merged))
                {
                    entries.TryAdd(name, inherited);
                }
            }
        }

        return entries;
    }

    public static string Text(YamlNode node) => ((YamlScalarNode)node).Value ?? "";

    private static List<MatrixCase> Read()
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(Path.Combine(Samples, "people.yaml"));
        stream.Load(reader);
        var matrix = (YamlSequenceNode)Entries(stream.Documents[0].RootNode)["matrix"];
        return [.. matrix.Select(Read)];
    }

    private static MatrixCase Read(YamlNode node)
    {
        var entries = Entries(node);
        var name = Text(entries["case"]);
        var words = name.Replace(",", "", StringComparison.Ordinal).Split(' ');
        var right = words[1] == "completion" ? Right.Rectification : Enum.Parse<Right>(words[1].Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
        var request = new NewCase { ControllerId = words[0], Right = right, Actor = "matrix" };
        request.Identifiers.AddRange(Texts(entries, "identifiers").Select(i => new Identifier { Type = i.Key, Value = i.Value }));
        request.Purposes.AddRange((entries.GetValueOrDefault("purposes") as YamlSequenceNode)?.Select(Text) ?? []);
        request.Corrections.AddRange((entries.GetValueOrDefault("corrections") as YamlSequenceNode)?.Select(Entries)
            .Select(c => new Correction { Category = Text(c["category"]), OldValue = Text(c["old"]), NewValue = Text(c["new"]) }) ?? []);
        return new MatrixCase(name, request)
        {
            Steps = Texts(entries, "steps"),
            Conclusion = Text(entries["conclusion"]),
            ByHand = Texts(entries, "by_hand"),
            After = Entries(entries.GetValueOrDefault("after")),
        };
    }

    private static Dictionary<string, string> Texts(IReadOnlyDictionary<string, YamlNode> entries, string key) =>
        Entries(entries.GetValueOrDefault(key)).ToDictionary(entry => entry.Key, entry => Text(entry.Value), StringComparer.Ordinal);

    public static string Word(Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static string FindSamples([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../deploy/samples"));
}
