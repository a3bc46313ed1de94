using System.Text.RegularExpressions;

namespace DsrGateway.Architecture;

/// <summary>Plain `dotnet test` runs what needs nothing but .NET: a class that starts a server or another language's tools says so.</summary>
public sealed partial class NeedsTests
{
    private const string Mark = "[Trait(\"Needs\", \"servers\")]";

    [Fact]
    public void A_test_class_that_needs_more_than_dotnet_says_so() => Assert.Empty(
        Tree.Projects.Keys.Where(IsRunByAll).SelectMany(project => Unmarked(Types(project))));

    [Fact]
    public void A_class_is_found_by_what_its_helpers_start() => Assert.Equal(
        ["Direct", "ByHelper", "ByHelpersHelper", "OfBase", "Teller"],
        Unmarked(
        [
            new("World", "class World { Task A() => SharedServers.CreateDatabaseAsync(); }"),
            new("Bigger", "class Bigger { World W; }"),
            new("Direct", "class Direct { [Fact] void A() => new RabbitServer(); }"),
            new("ByHelper", "class ByHelper { [Theory] void A() => new World(); }"),
            new("ByHelpersHelper", "class ByHelpersHelper { Bigger B; [Fact] void A() { } }"),
            new("Contract", "abstract class Contract { [Fact] public void A() { } }"),
            new("OfBase", "class OfBase : Contract { string P => \"postgresql\"; }"),
            new("Told", "class Told { Told(string which) => _ = which == \"postgresql\" ? SharedServers.CreateDatabaseAsync() : null; }"),
            new("Elsewhere", "class Elsewhere { [Fact] void A() => new Told(\"sqlite\"); }"),
            new("Teller", "class Teller { [Fact] void A() => new Told(\"postgresql\"); }"),
            new("Marked", Mark + " class Marked { [Fact] void A() => new World(); }"),
            new("None", "class None : Contract { [Fact] void B() { } }"),
        ]));

    private static bool IsRunByAll(string project) =>
        project.EndsWith("Tests.csproj", StringComparison.Ordinal) && !Tree.Projects[project].Descendants("NeedsServers").Any();

    /// <summary>The types of a project and of what it has from others of tests/, which are not run by themselves.</summary>
    private static List<Declared> Types(string project) =>
    [
        .. Tree.References(project).Where(f => f.StartsWith("tests/", StringComparison.Ordinal) && f != "tests/TestServers").Prepend(Tree.Folder(project))
            .SelectMany(folder => Tree.Files("*.cs", folder))
            .SelectMany(file => TypeEnd().Split(File.ReadAllText(Path.Combine(Tree.Root, file))))
            .Select(text => Comment().Replace(text, ""))
            .Select(code => new Declared(Declaration().Match(code).Groups[1].Value, code))
            .Where(type => type.Name is not ("" or nameof(NeedsTests))),
    ];

    private static IEnumerable<string> Unmarked(IReadOnlyList<Declared> types)
    {
        var needing = Reached(types, types.Where(t => Starts().IsMatch(t.Code)), t => !HasTests(t) && !IsTold(t));
        var testing = Reached(types, types.Where(HasTests), IsAbstract);
        return types.Where(t => testing.Contains(t) && needing.Contains(t) && !IsAbstract(t) && !t.Code.Contains(Mark, StringComparison.Ordinal)).Select(t => t.Name);
    }

    /// <summary>These, and all that name one of them that passes it on, and so on.</summary>
    private static HashSet<Declared> Reached(IReadOnlyList<Declared> types, IEnumerable<Declared> first, Func<Declared, bool> passesOn)
    {
        var reached = first.ToHashSet();
        for (var news = reached.ToList(); news.Count > 0;)
        {
            var names = news.Where(passesOn).Select(t => t.Name).Distinct().ToList();
            news = names.Count == 0 ? [] : [.. types.Where(t => !reached.Contains(t) && Regex.IsMatch(t.Code, $@"\b({string.Join('|', names)})\b"))];
            reached.UnionWith(news);
        }

        return reached;
    }

    private static bool HasTests(Declared type) => type.Code.Contains("[Fact", StringComparison.Ordinal) || type.Code.Contains("[Theory", StringComparison.Ordinal);

    /// <summary>Which database it uses says who uses it.</summary>
    private static bool IsTold(Declared type) => type.Code.Contains("== \"postgresql\"", StringComparison.Ordinal);

    private static bool IsAbstract(Declared type) => Regex.IsMatch(type.Code, $@"\babstract (partial )?class {type.Name}\b");

    /// <param name="Name">Of the type.</param>
    /// <param name="Code">All of it, without comments.</param>
    private sealed record Declared(string Name, string Code);

    [GeneratedRegex("\\b(SharedServers|RabbitServer|RabbitNode|PostgresServer)\\b|\"(postgresql|unshare|mount|strace|nft|python3|node|npm)\"")]
    private static partial Regex Starts();

    [GeneratedRegex(@"\b(?:class|record|struct|interface)\s+(\w+)")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^\}", RegexOptions.Multiline)]
    private static partial Regex TypeEnd();

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comment();
}
