using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace DsrGateway.Cases.Configuring.Yaml;

/// <summary>
/// Parser events to pieces with lines. The library's own document model stops at the first duplicate key and resolves aliases;
/// this tells every duplicate and refuses anchors, aliases and tags: a few lines of aliases can stand for gigabytes.
/// </summary>
internal sealed class YamlFileParser
{
    private const int MaxBytes = 1 << 20;
    private const int MaxDepth = 16;
    private const string Aliased = "must be written out: anchors (&) and aliases (*) are not accepted.";

    private readonly SafeParser parser;
    private readonly FileFaults faults;

    private YamlFileParser(string content, FileFaults faults)
    {
        parser = new SafeParser(new Parser(new StringReader(content)));
        this.faults = faults;
    }

    /// <summary>Null when there is nothing to read on with; the fault is told.</summary>
    public static YamlPiece? Parse(string content, FileFaults faults)
    {
        if (Encoding.UTF8.GetByteCount(content) > MaxBytes)
        {
            faults.Add("", 1, "The file is too large: a controller takes at most 1 MiB.");
            return null;
        }

        try
        {
            return new YamlFileParser(content, faults).ParseOnlyDocument();
        }
        catch (YamlException e)
        {
            faults.Add("", (int)e.Start.Line, $"The file is no valid YAML from here on: {FaultText.Shorten(e.Message)}");
            return null;
        }
    }

    private YamlPiece? ParseOnlyDocument()
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
        {
            faults.Add("", 1, "The file is empty: it must describe a controller, beginning with its id.");
            return null;
        }

        var root = ParsePiece("", depth: 0);
        parser.Consume<DocumentEnd>();
        if (parser.TryConsume<DocumentStart>(out var second))
        {
            faults.Add("", (int)second.Start.Line, "A second document begins here: write one controller per file.");
            return null;
        }

        parser.Consume<StreamEnd>();
        return root;
    }

    private YamlPiece ParsePiece(string path, int depth)
    {
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            faults.Add(path, (int)alias.Start.Line, Aliased);
            return new YamlFaulty((int)alias.Start.Line);
        }

        var node = parser.Consume<NodeEvent>();
        var line = (int)node.Start.Line;
        if (depth > MaxDepth)
        {
            throw new SemanticErrorException(node.Start, node.End, $"it is nested more than {MaxDepth} levels deep");
        }

        if (!node.Anchor.IsEmpty)
        {
            faults.Add(path, line, Aliased);
        }
        else if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific)
        {
            faults.Add(path, line, "must be written without a tag (!).");
        }

        return node switch
        {
            Scalar scalar => new YamlText(scalar.Value, scalar.Style == ScalarStyle.Plain, line),
            SequenceStart => ParseList(path, line, depth),
            MappingStart => ParseMap(path, line, depth),
            _ => new YamlFaulty(line),
        };
    }

    private YamlList ParseList(string path, int line, int depth)
    {
        var items = new List<YamlPiece>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ParsePiece($"{path}[{items.Count}]", depth + 1));
        }

        return new YamlList(items, line);
    }

    private YamlMap ParseMap(string path, int line, int depth)
    {
        var entries = new List<YamlEntry>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = ParsePiece(path, depth + 1);
            var name = (key as YamlText)?.Value;
            var field = FaultText.Join(path, name ?? "?");
            var value = ParsePiece(field, depth + 1);
            if (name is null)
            {
                faults.Add(path, key.Line, "has a key that is no text: keys are words such as 'name'.");
            }
            else if (!seen.TryAdd(name, key.Line))
            {
                faults.Add(field, key.Line, $"is given twice, first on line {seen[name]}: keep one.");
            }
            else
            {
                entries.Add(new YamlEntry(name, value, key.Line));
            }
        }

        return new YamlMap(entries, line);
    }
}
