using System.Reflection;
using System.Text.RegularExpressions;
using DsrGateway.AdapterKit;
using Failpoint = DsrGateway.Cases.Failpoint;

namespace DsrGateway.Crash.Tests;

public partial class LifeOfACaseDocument
{
    [Fact]
    public void Names_every_failpoint_and_none_that_does_not_exist()
    {
        var root = typeof(LifeOfACaseDocument).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
        var text = File.ReadAllText(Path.Combine(root, "docs", "life-of-a-case.md"));

        var named = CodeWord().Matches(text).Select(m => m.Groups[1].Value).ToList();

        Assert.Equal(Enum.GetNames<Failpoint>().Concat(Enum.GetNames<AdapterFailpoint>()).Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeWord();
}
