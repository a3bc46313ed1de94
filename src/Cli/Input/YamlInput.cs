using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace DsrGateway.Cli.Input;

/// <summary>
/// Reads YAML, and JSON with it, as written: a scalar stays text, so that 0401234567 keeps its nought. What is wrong is told by
/// line, never by value: values here are personal data.
/// </summary>
internal static class YamlInput
{
    public static YamlNode Root(string text, string path)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count == 1
                ? stream.Documents[0].RootNode
                : throw CliException.Usage($"{path} must hold one document.");
        }
        catch (YamlException error)
        {
            throw CliException.Usage(FormattableString.Invariant($"{path}, line {error.Start.Line}: neither YAML nor JSON."));
        }
    }

    public static string Scalar(YamlNode node, string path) =>
        node is YamlScalarNode { Value: { } value } ? value : throw Wrong(node, path, "a plain value is expected");

    /// <summary>The named fields of a mapping: all of them, and no others.</summary>
    public static string[] Fields(YamlNode node, string path, params ReadOnlySpan<string> names)
    {
        if (node is not YamlMappingNode mapping)
        {
            throw Wrong(node, path, $"a mapping with {string.Join(", ", names.ToArray())} is expected");
        }

        var values = new string[names.Length];
        foreach (var (key, value) in mapping.Children)
        {
            var index = names.IndexOf(Scalar(key, path));
            values[index < 0 ? throw Wrong(key, path, "this field is not known") : index] = Scalar(value, path);
        }

        return values.Contains(null) ? throw Wrong(node, path, $"all of {string.Join(", ", names.ToArray())} are needed") : values;
    }

    public static CliException Wrong(YamlNode node, string path, string what) =>
        CliException.Usage(FormattableString.Invariant($"{path}, line {node.Start.Line}: {what}."));
}
