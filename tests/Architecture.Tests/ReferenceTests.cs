using System.Text.RegularExpressions;

namespace DsrGateway.Architecture;

/// <summary>Dependencies point one way.</summary>
public sealed partial class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["src/Server"] = ["src/Dashboard", "src/Cases", "src/Protos"],
        ["src/Dashboard"] = ["src/Cases"],
        ["src/Cli"] = ["src/Protos"],
        ["src/AdapterKit"] = ["src/Protos"],
        ["src/Protos"] = [],
        ["src/Cases"] = [],
    };

    public static TheoryData<string> Projects => [.. Tree.Projects.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_whom_it_may(string project)
    {
        var folder = Tree.Folder(project);
        var references = Tree.References(project).ToList();
        switch (folder.Split('/')[0])
        {
            case "src":
                Assert.True(Allowed.TryGetValue(folder, out var allowed), $"{folder} has no rule here yet.");
                Assert.Empty(references.Except(allowed));
                break;
            case "adapters":
                Assert.Empty(references.Except(["src/AdapterKit"]));
                break;
            case "deploy":
                Assert.Empty(references.Except(["src/Protos"]));
                break;
            default:
                Assert.StartsWith("tests/", folder, StringComparison.Ordinal);
                break;
        }
    }

    /// <summary>gRPC and Protocol Buffers are the official packages; a type of ours with their names would pass for them.</summary>
    [Fact]
    public void No_type_of_ours_stands_in_a_namespace_of_gRPC_or_Google() => Assert.DoesNotContain(
        Tree.Files("*.cs", "."), file => ForeignNamespace().IsMatch(File.ReadAllText(Path.Combine(Tree.Root, file))));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Nothing_shipped_refers_to_tests(string project)
    {
        if (!project.StartsWith("tests/", StringComparison.Ordinal))
        {
            Assert.DoesNotContain(Tree.References(project), r => r.StartsWith("tests/", StringComparison.Ordinal));
            Assert.DoesNotContain(Tree.Packages(project), p => p.StartsWith("xunit", StringComparison.Ordinal) || p.StartsWith("FsCheck", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_heart_knows_no_gRPC_no_generated_code_and_no_AspNetCore()
    {
        const string cases = "src/Cases/DsrGateway.Cases.csproj";
        var project = Tree.Projects[cases];

        Assert.Equal("Microsoft.NET.Sdk", project.Root!.Attribute("Sdk")!.Value);
        Assert.Empty(project.Descendants("FrameworkReference"));
        Assert.DoesNotContain(Tree.Packages(cases), IsForbidden);
        Assert.DoesNotContain(typeof(Cases.CaseId).Assembly.GetReferencedAssemblies(), a => IsForbidden(a.Name!) || a.Name!.StartsWith("DsrGateway", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Tree.Root, "DsrGateway.sln")).Replace('\\', '/');

        Assert.DoesNotContain(Tree.Projects.Keys, project => !solution.Contains($"\"{project}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void The_store_contract_knows_no_database() => Assert.DoesNotContain(
        Tree.Files("*.cs*", "tests/StoreContract"), file => DatabasePattern().IsMatch(File.ReadAllText(Path.Combine(Tree.Root, file))));

    [GeneratedRegex("sqlite|npgsql|postgres", RegexOptions.IgnoreCase)]
    private static partial Regex DatabasePattern();

    [GeneratedRegex(@"^\s*namespace (Grpc|Google)\b", RegexOptions.Multiline)]
    private static partial Regex ForeignNamespace();

    private static bool IsForbidden(string name) =>
        name.StartsWith("Grpc", StringComparison.Ordinal) || name.StartsWith("Google", StringComparison.Ordinal) || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal);
}
