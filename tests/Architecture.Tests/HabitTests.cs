using System.Text.RegularExpressions;
using DsrGateway.Cases;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DsrGateway.Architecture;

public sealed partial class HabitTests
{
    [Fact]
    public void No_test_is_skipped() => Assert.DoesNotContain(
        Tree.Files("*.cs", "tests"), file => SkipPattern().IsMatch(File.ReadAllText(Path.Combine(Tree.Root, file))));

    [Fact]
    public void The_bus_reports_its_use_to_nobody()
    {
        var services = new ServiceCollection();
        services.AddCases(new ControllerCatalog([]), new CasesOptions());
        using var provider = services.BuildServiceProvider();

        Assert.False(provider.GetRequiredService<IOptions<UsageTelemetryOptions>>().Value.Enabled);
    }

    [GeneratedRegex(@"\[(Fact|Theory|InlineData|MemberData)[^\]\r\n]*\bSkip\s*=")]
    private static partial Regex SkipPattern();
}
