using System.Text.RegularExpressions;
using DsrGateway.AnswerTables;

namespace DsrGateway.Architecture;

/// <summary>The table of answers stands in the code, in the contract and in the docs; whoever reads one has read all.</summary>
public sealed partial class AnswerTableTests
{
    [Fact]
    public void The_docs_have_the_table_of_the_code()
    {
        var docs = File.ReadAllLines(Path.Combine(Tree.Root, "docs", "adapters.md"));
        var table = docs.SkipWhile(line => line != "## What an answer may be").SkipWhile(line => line != "| --- | --- |").Skip(1).TakeWhile(line => line.StartsWith('|'));

        Assert.Equal(AnswerTable.Rows().Select(row => $"| {row.When} | {row.Answer} |"), table);
    }

    [Fact]
    public void The_contracts_comments_have_the_table_of_the_code()
    {
        var comment = Comment().Replace(File.ReadAllText(Path.Combine(Tree.Root, "protos", "dsr", "v1", "adapter_service.proto")), " ");

        Assert.All(AnswerTable.Rows(), row => Assert.Contains($"- {row.When}: {row.Answer}.", comment, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\s+(//\s*)?")]
    private static partial Regex Comment();
}
