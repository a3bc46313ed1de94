using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace DsrGateway.Architecture.Deploying;

/// <summary>Reads the deploy files.</summary>
internal static class Yaml
{
    public static string Text(string file) => File.ReadAllText(Path.Combine(Tree.Root, file));

    /// <summary>The documents of a file, with what anchors (<c>&lt;&lt;: *name</c>) bring in already there.</summary>
    public static IEnumerable<YamlMappingNode> Documents(string file)
    {
        var stream = new YamlStream();
        stream.Load(new MergingParser(new Parser(new StringReader(Text(file)))));
        return stream.Documents.Select(d => (YamlMappingNode)d.RootNode);
    }

    public static YamlNode? Find(this YamlNode node, params string[] path) =>
        path.Aggregate((YamlNode?)node, (at, key) => at is YamlMappingNode map && map.Children.TryGetValue(key, out var next) ? next : null);

    public static string Scalar(this YamlNode node, params string[] path) => node.Find(path) is YamlScalarNode { Value: { } value }
        ? value
        : throw new InvalidOperationException($"{string.Join('.', path)} is missing.");

    public static IReadOnlyList<YamlMappingNode> Maps(this YamlNode node, params string[] path) =>
        node.Find(path) is YamlSequenceNode list ? [.. list.Children.Cast<YamlMappingNode>()] : [];

    public static IReadOnlyList<string> Words(this YamlNode node, params string[] path) =>
        node.Find(path) is YamlSequenceNode list ? [.. list.Children.Select(c => c.ToString())] : [];

    public static IReadOnlyDictionary<string, YamlMappingNode> Entries(this YamlNode node, string key) =>
        ((YamlMappingNode)node.Find(key)!).Children.ToDictionary(c => c.Key.ToString(), c => c.Value as YamlMappingNode ?? []);

    public static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(int.Parse(text.TrimEnd('s'), CultureInfo.InvariantCulture));
}
