namespace DsrGateway.Bench.Running;

/// <summary>Where things lie in the working copy the bench was built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Peers => Path.Combine(Root, "tests", "Bench", "peers");

    public static string Artifacts => Path.Combine(Root, "artifacts");

    /// <summary>The gateway, of the same configuration as this program.</summary>
    public static string Gateway()
    {
        var path = GatewayOf(Artifacts, Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')));
        return File.Exists(path) ? path : throw new BenchException($"{path} is missing; run ./dev bench, which builds it");
    }

    /// <summary>Where a working copy's build puts the gateway.</summary>
    public static string GatewayOf(string artifacts, string configuration) => Path.Combine(artifacts, "bin", "DsrGateway.Server", configuration, "DsrGateway.Server");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DsrGateway.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new BenchException("this program runs inside its working copy only");
    }
}
