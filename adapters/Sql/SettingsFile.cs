using YamlDotNet.RepresentationModel;

namespace DsrGateway.Adapters.Sql;

/// <summary>A settings file, YAML or JSON (which is YAML), as configuration keys: systems[0].system_id becomes Sql:Systems:0:SystemId.</summary>
internal static class SettingsFile
{
    public static Dictionary<string, string?> Read(string path)
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(path);
        stream.Load(reader);
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var document in stream.Documents)
        {
            Flatten(SqlAdapterOptions.Section, document.RootNode, settings);
        }

        return settings;
    }

    private static void Flatten(string key, YamlNode node, Dictionary<string, string?> settings)
    {
        switch (node)
        {
            case YamlMappingNode mapping:
                foreach (var (name, value) in mapping.Children)
                {
                    Flatten($"{key}:{((YamlScalarNode)name).Value!.Replace("_", string.Empty, StringComparison.Ordinal)}", value, settings);
                }

                break;
            case YamlSequenceNode list:
                for (var i = 0; i < list.Children.Count; i++)
                {
                    Flatten($"{key}:{i}", list.Children[i], settings);
                }

                break;
            case YamlScalarNode scalar:
                settings[key] = scalar.Value;
                break;
            default:
                break;
        }
    }
}
