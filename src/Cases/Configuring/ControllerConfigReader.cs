using DsrGateway.Cases.Configuring.Yaml;

namespace DsrGateway.Cases.Configuring;

/// <summary>Reads the controllers' YAML files. Bad content is told as faults, all of them at once, and never thrown.</summary>
public static class ControllerConfigReader
{
    public static ControllerConfigResult Read(IEnumerable<(string Name, string Content)> files)
    {
        var controllers = new List<ControllerConfig>();
        var faults = new List<ConfigurationFault>();
        var fileOf = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, content) in files)
        {
            var found = new FileFaults(name);
            var controller = ReadOne(content, found, id => fileOf.TryAdd(id, name) ? null : fileOf[id]);
            faults.AddRange(found.All.OrderBy(fault => fault.Line));
            if (controller is not null && found.All.Count == 0)
            {
                controllers.Add(controller);
            }
        }

        return new ControllerConfigResult(controllers, faults);
    }

    private static ControllerConfig? ReadOne(string content, FileFaults faults, Func<string, string?> fileOfSameId)
    {
        switch (YamlFileParser.Parse(content, faults))
        {
            case YamlMap root:
                var controller = ControllerSections.Read(root, faults);
                if (controller.Id.Length > 0 && fileOfSameId(controller.Id) is { } otherFile)
                {
                    var line = root.Find("id")?.Line ?? root.Line;
                    faults.Add("id", line, $"must be unique over all controllers: '{controller.Id}' is in {otherFile}.");
                }

                return controller;
            case null:
                return null;
            case var other:
                faults.Add("", other.Line, "The file must describe a controller: keys such as id, name and registers.");
                return null;
        }
    }
}
