using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace DsrGateway.Adapters.Sql.Maps;

/// <summary>Reads a data map and collects everything that is wrong with it.</summary>
internal sealed class MapReader(string file)
{
    private readonly List<MapFault> _faults = [];
    private readonly List<MapObject> _opened = [];

    public string File => file;

    public IReadOnlyList<MapFault> Faults => [.. _faults.Distinct().OrderBy(fault => fault.Line).ThenBy(fault => fault.Path, StringComparer.Ordinal)];

    public static DataMap Load(string path, string name) => Parse(System.IO.File.ReadAllText(path), name);

    public static DataMap Parse(string yaml, string file)
    {
        var reader = new MapReader(file);
        var map = reader.Root(yaml) is { } root ? reader.Read(root) : null;
        return reader._faults.Count == 0 && map is not null ? map : throw new MapFaultException(reader.Faults);
    }

    public void Fault(long line, string path, string message) => _faults.Add(new MapFault(file, line, path, message));

    public void Opened(MapObject opened) => _opened.Add(opened);

    private DataMap? Read(MapObject root)
    {
        var collections = FidesReader.Read(root);
        var dsr = root.Child("dsr");
        if (dsr is null)
        {
            root.Fault("is required", "dsr");
        }

        var map = dsr is null || collections.Count == 0 ? null : DsrReader.Read(this, dsr, collections);
        _opened.ForEach(opened => opened.ReportUnknown());
        if (map is not null && _faults.Count == 0)
        {
            MapRules.Check(map, this);
        }

        return map;
    }

    private MapObject? Root(string yaml)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents is [{ RootNode: YamlMappingNode mapping }])
            {
                return new MapObject(this, mapping, "$");
            }

            Fault(1, "$", "must be one YAML document with the keys dataset and dsr");
        }
        catch (YamlException fault)
        {
            Fault(fault.Start.Line, "$", $"not YAML: {fault.Message}");
        }

        return null;
    }
}
