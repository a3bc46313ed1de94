using System.Text.Json;
using System.Text.RegularExpressions;
using DsrGateway.Cases.Configuring;

namespace DsrGateway.Architecture;

/// <summary>What somebody who comes new to this tree relies on.</summary>
public sealed partial class NewcomerTests
{
    private static readonly string[] Documents = [.. Tree.Files("*.md")];

    public static TheoryData<string> Records => [.. Tree.Files("0*.md", "docs/decisions")];

    [Fact]
    public void Links_between_documents_lead_somewhere() => Assert.Empty(
        from document in Documents
        from Match link in LinkPattern().Matches(CodePattern().Replace(Text(document), ""))
        where !Path.Exists(Path.Combine(Tree.Root, Path.GetDirectoryName(document)!, link.Groups[1].Value))
        select $"{document}: {link.Groups[1].Value}");

    [Fact]
    public void The_solution_has_every_project_and_the_documents_of_all()
    {
        var named = SolutionPattern().Matches(Text("DsrGateway.sln")).Select(m => m.Groups[1].Value.Trim().Replace('\\', '/')).Where(IsFile).ToHashSet();

        Assert.All(named, n => Assert.True(File.Exists(Path.Combine(Tree.Root, n)), n));
        Assert.Empty(Tree.Projects.Keys.Concat(Documents.Where(d => d.StartsWith("docs/decisions/", StringComparison.Ordinal) || Path.GetFileName(d) == d)).Except(named));
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void A_decision_is_listed_and_says_what_would_change_it(string record)
    {
        var text = Text(record);

        Assert.Contains($"[{text.Split('\n')[0][2..]}]({Path.GetFileName(record)})", Text("docs/decisions/README.md"), StringComparison.Ordinal);
        Assert.Contains("**What would change it.**", text, StringComparison.Ordinal);
    }

    /// <summary>Without one of them CI's locked restore has nothing to keep to; with an address in one it depends on whose machine wrote it.</summary>
    [Fact]
    public void Every_project_has_a_lock_file_without_an_address() => Assert.All(
        Tree.Projects.Keys, project => Assert.DoesNotContain("://", Text(Tree.Folder(project) + "/packages.lock.json"), StringComparison.Ordinal));

    [Fact]
    public void The_workflow_runs_what_CI_runs_by_pinned_actions()
    {
        var lines = Text(".github/workflows/ci.yml").Split('\n');

        Assert.Contains(lines, l => l.Contains(".ci/run", StringComparison.Ordinal));
        Assert.All(lines.Where(l => l.Contains("uses:", StringComparison.Ordinal)), l => Assert.Matches(@"@(v\d+\.\d+\.\d+|[0-9a-f]{40})\b", l));
    }

    /// <summary>F5 and `dotnet run --project src/Server`: the gateway refuses to start without an address for each adapter that a controller names.</summary>
    [Fact]
    public void The_launch_profile_knows_every_adapter_of_the_samples()
    {
        const string Prefix = "Gateway__Adapters__";
        using var settings = JsonDocument.Parse(Text("src/Server/Properties/launchSettings.json"));
        var variables = settings.RootElement.GetProperty("profiles").EnumerateObject().First().Value.GetProperty("environmentVariables").EnumerateObject();
        var folder = Tree.Projects["src/Server/DsrGateway.Server.csproj"].Descendants("RunWorkingDirectory").Single().Value
            .Replace("$(MSBuildThisFileDirectory)", "src/Server/", StringComparison.Ordinal);
        var samples = ControllerConfigReader.Read(Directory.GetFiles(Path.Combine(Tree.Root, folder, "controllers"), "*.yaml").Select(f => (f, File.ReadAllText(f))).ToList());

        Assert.Empty(samples.Faults);
        Assert.NotEmpty(samples.Controllers);
        Assert.Empty(samples.Controllers.SelectMany(c => c.Systems).Select(s => s.Adapter).OfType<string>().Except(
            variables.Where(v => v.Name.StartsWith(Prefix, StringComparison.Ordinal)).Select(v => v.Name[Prefix.Length..])));
    }

    private static string Text(string file) => File.ReadAllText(Path.Combine(Tree.Root, file));

    private static bool IsFile(string name) => name.Contains('.', StringComparison.Ordinal) || name == "dev";

    /// <summary>A link to a file of the tree, without the place in that file.</summary>
    [GeneratedRegex(@"\]\((?![a-z]+:|#)([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex LinkPattern();

    [GeneratedRegex("```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex CodePattern();

    /// <summary>Projects by their second text, items by their name.</summary>
    [GeneratedRegex("^(?:Project.* = \"[^\"]*\", \"|\t\t(?!\\{))([^\"={]+)", RegexOptions.Multiline)]
    private static partial Regex SolutionPattern();
}
