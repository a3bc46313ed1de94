namespace DsrGateway.Demo;

/// <summary>Where things lie in the working copy the demo was built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Samples => Path.Combine(Root, "deploy", "samples");

    /// <summary>The built executable of a project, of the same configuration as this one.</summary>
    public static string Executable(string project, string? name = null)
    {
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        var path = Path.Combine(Root, "artifacts", "bin", project, configuration, name ?? project);
        return File.Exists(path) ? path : throw new DemoException($"{path} is missing; run ./dev demo, which builds it");
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DsrGateway.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DemoException("this program runs inside its working copy only");
    }
}

/// <summary>What the demo has to tell and end with.</summary>
internal sealed class DemoException(string message) : Exception(message);
