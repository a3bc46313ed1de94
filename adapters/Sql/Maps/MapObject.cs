using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace DsrGateway.Adapters.Sql.Maps;

/// <summary>A YAML mapping that remembers which of its keys were asked for, so that the others can be reported instead of ignored.</summary>
internal sealed class MapObject
{
    private readonly MapReader _reader;
    private readonly YamlMappingNode _node;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public MapObject(MapReader reader, YamlMappingNode node, string path)
    {
        (_reader, _node, Path) = (reader, node, path);
        reader.Opened(this);
    }

    public string Path { get; }

    public long Line => _node.Start.Line;

    public void Fault(string message, string? key = null) =>
        _reader.Fault(key is not null && Find(key) is { } node ? node.Start.Line : Line, key is null ? Path : $"{Path}.{key}", message);

    public bool Has(string key) => Find(key) is not null;

    public void Accept(params string[] keys) => _asked.UnionWith(keys);

    public void ReportUnknown()
    {
        foreach (var key in _node.Children.Keys)
        {
            var name = key is YamlScalarNode scalar ? scalar.Value ?? string.Empty : "(not a name)";
            if (!_asked.Contains(name))
            {
                _reader.Fault(key.Start.Line, $"{Path}.{name}", "unknown key");
            }
        }
    }

    public string? Text(string key, bool required = false)
    {
        switch (Find(key))
        {
            case YamlScalarNode scalar when !IsNull(scalar) && scalar.Value!.Length > 0:
                return scalar.Value;
            case null or YamlScalarNode:
                if (required)
                {
                    Fault("is required", key);
                }

                return null;
            default:
                Fault("must be a single value", key);
                return null;
        }
    }

    public bool IsText(string key, string text) => Find(key) is YamlScalarNode scalar && scalar.Value == text;

    public bool Flag(string key)
    {
        var text = Text(key);
        if (text is null or "false" or "False")
        {
            return false;
        }

        if (text is not ("true" or "True"))
        {
            Fault("must be true or false", key);
        }

        return true;
    }

    public int? Number(string key)
    {
        var text = Text(key);
        if (text is null)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Fault("must be a whole number", key);
        return null;
    }

    public T? Choice<T>(string key, IReadOnlyDictionary<string, T> choices, bool required = false)
        where T : struct
    {
        var text = Text(key, required);
        if (text is null)
        {
            return null;
        }

        if (choices.TryGetValue(text, out var choice))
        {
            return choice;
        }

        Fault($"must be one of {string.Join(", ", choices.Keys)}", key);
        return null;
    }

    /// <summary>A list of single values; one value stands for a list of one.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlScalarNode { Value: { Length: > 0 } value } scalar when !IsNull(scalar):
                return [value];
            case YamlSequenceNode list when list.All(item => item is YamlScalarNode { Value.Length: > 0 }):
                return [.. list.Select(item => ((YamlScalarNode)item).Value!)];
            default:
                Fault("must be a list of values", key);
                return [];
        }
    }

    /// <summary>A list of values that may be null, such as those of a test.</summary>
    public IReadOnlyList<string?> Values(string key) => Find(key) switch
    {
        YamlScalarNode scalar => [Value(scalar)],
        YamlSequenceNode list when list.All(item => item is YamlScalarNode) => [.. list.Select(item => Value((YamlScalarNode)item))],
        _ => Faulty<string?>("must be a value or a list of values", key),
    };

    public MapObject? Child(string key)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case YamlMappingNode mapping:
                return new MapObject(_reader, mapping, $"{Path}.{key}");
            default:
                Fault("must be a group of keys", key);
                return null;
        }
    }

    public IReadOnlyList<MapObject> Children(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlSequenceNode list when list.All(item => item is YamlMappingNode):
                return [.. list.Select((item, i) => new MapObject(_reader, (YamlMappingNode)item, $"{Path}.{key}[{i}]"))];
            default:
                return Faulty<MapObject>("must be a list of groups of keys", key);
        }
    }

    /// <summary>Column names and values.</summary>
    public IReadOnlyDictionary<string, string?> Columns(string key)
    {
        if (Find(key) is not YamlMappingNode mapping || mapping.Children.Any(pair => pair.Key is not YamlScalarNode || pair.Value is not YamlScalarNode))
        {
            Fault("must be columns with values", key);
            return new Dictionary<string, string?>();
        }

        return mapping.Children.ToDictionary(pair => ((YamlScalarNode)pair.Key).Value!, pair => Value((YamlScalarNode)pair.Value), StringComparer.Ordinal);
    }

    public IReadOnlyList<string> Keys => [.. _node.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value!)];

    private T[] Faulty<T>(string message, string key)
    {
        Fault(message, key);
        return [];
    }

    private YamlNode? Find(string key)
    {
        _asked.Add(key);
        return _node.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode scalar && scalar.Value == key).Value;
    }

    private static string? Value(YamlScalarNode scalar) => IsNull(scalar) ? null : scalar.Value;

    private static bool IsNull(YamlScalarNode scalar) => scalar.Style == ScalarStyle.Plain && scalar.Value is null or "" or "~" or "null";
}
