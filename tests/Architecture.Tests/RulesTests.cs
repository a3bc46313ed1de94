using System.Text.Json;
using System.Text.RegularExpressions;
using DsrGateway.Cases;

namespace DsrGateway.Architecture;

/// <summary>The rules by which steps fail or wait: one list, in the code, in the contract and in docs/rules.md.</summary>
public sealed partial class RulesTests
{
    private static readonly StepRule[] Rules = [.. Enum.GetValues<StepRule>().Where(r => r != StepRule.None)];

    [Fact]
    public void The_contract_has_the_same_names_and_numbers() => Assert.Equal(
        Enum.GetValues<StepRule>().Select(r => (r == StepRule.None ? "Unspecified" : r.ToString(), (int)r)),
        Enum.GetValues<V1.Rule>().Select(r => (r.ToString(), (int)r)));

    /// <summary>In the order of the numbers, each with its problem, what happened and what to do.</summary>
    [Fact]
    public void The_page_tells_each_of_them()
    {
        var rows = RowPattern().Matches(File.ReadAllText(Path.Combine(Tree.Root, "docs/rules.md"))).ToList();

        Assert.Equal(
            Rules.Select(r => (Upper(r.ToString()), r.Problem() == Problem.None ? "" : Upper(r.Problem().ToString()))),
            rows.Select(m => (m.Groups[1].Value, m.Groups[2].Value)));
        Assert.All(rows, m => Assert.True(m.Groups[3].Length > 10 && m.Groups[4].Length > 10, m.Value));
    }

    /// <summary>A status is made by its number; each of the others stands where a step fails or waits by it, and nowhere else is it told but in the table of problems.</summary>
    [Fact]
    public void Each_is_given_somewhere()
    {
        var sources = Tree.Files("*.cs", "src").Where(f => !f.EndsWith("/StepRule.cs", StringComparison.Ordinal)).Select(f => File.ReadAllText(Path.Combine(Tree.Root, f))).ToList();

        Assert.All(
            Rules.Where(r => !r.ToString().StartsWith("Status", StringComparison.Ordinal)),
            r => Assert.Contains(sources, text => Regex.IsMatch(text, $@"StepRule\.{r}\b")));
        Assert.Equal(Enumerable.Range(101, 16), Rules.Where(r => r.ToString().StartsWith("Status", StringComparison.Ordinal)).Select(r => (int)r));
    }

    private static string Upper(string name) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(name);

    [GeneratedRegex(@"^\| `(\w+)` \| `?(\w*)`? ?\| (.*?) \| (.*?) \|$", RegexOptions.Multiline)]
    private static partial Regex RowPattern();
}
