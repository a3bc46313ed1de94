namespace GrpcStandIns.Tests.Resolving;

/// <summary>What was built: the DLLs beside this test, and those of every project of the solution that has been built.</summary>
internal static class Outputs
{
    private static readonly string[] ProviderNames = ["Grpc.Core.Api", "Grpc.Net.Common"];

    public static IReadOnlyDictionary<string, Library> Providers { get; } =
        ProviderNames.ToDictionary(name => name, name => Library.Open(Beside(name)));

    public static Library Open(string name) => Library.Open(Beside(name));

    /// <summary>Every DLL that needs a provider, once each however many copies lie about.</summary>
    public static IEnumerable<(string Path, Library Library)> Users() => Paths()
        .Where(Library.IsManaged)
        .Select(path => (path, Library: Library.Open(path)))
        .Where(output => output.Library.References(ProviderNames))
        .DistinctBy(output => output.Library.Mvid);

    private static IEnumerable<string> Paths()
    {
        var everyFile = new EnumerationOptions { RecurseSubdirectories = true };
        var built = Root() is { } root ? Path.Combine(root, "artifacts", "bin") : null;
        return Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Concat(Directory.Exists(built) ? Directory.EnumerateFiles(built, "*.dll", everyFile) : []);
    }

    private static string? Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DsrGateway.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }

    private static string Beside(string name) => Path.Combine(AppContext.BaseDirectory, name + ".dll");
}
