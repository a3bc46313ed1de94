using System.Xml.Linq;

namespace DsrGateway.Architecture;

/// <summary>The source tree these tests were built from.</summary>
internal static class Tree
{
    public static string Root { get; } = FindRoot();

    /// <summary>Every project, by its path from the root with forward slashes.</summary>
    public static IReadOnlyDictionary<string, XDocument> Projects { get; } =
        Files("*.csproj").ToDictionary(file => file, file => XDocument.Load(Path.Combine(Root, file)));

    public static IEnumerable<string> Files(string pattern, string under = ".") => Directory
        .EnumerateFiles(Path.Combine(Root, under), pattern, SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Where(file => !file.Split('/').Any(part => part is "artifacts" or "bin" or "obj" or "node_modules" || part.StartsWith('.')));

    /// <summary>The folders of the projects this one refers to.</summary>
    public static IEnumerable<string> References(string project) => Projects[project].Descendants("ProjectReference")
        .Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/'))
        .Select(path => Path.GetRelativePath(Root, Path.GetFullPath(Path.Combine(Root, Path.GetDirectoryName(project)!, path))).Replace('\\', '/'))
        .Select(Folder);

    public static IEnumerable<string> Packages(string project) =>
        Projects[project].Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value);

    public static string Folder(string project) => Path.GetDirectoryName(project)!.Replace('\\', '/');

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DsrGateway.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("These tests read the source tree, which is not above them.");
    }
}
