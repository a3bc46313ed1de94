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

    /// <summary>Plain `dotnet test` runs what needs nothing but .NET; a class that starts a server says so.</summary>
    [Fact]
    public void A_test_class_that_needs_a_server_says_so() => Assert.Empty(
        Tree.Files("*Tests.cs", "tests")
            .Where(file => !IsLeftToDev(file) && !file.EndsWith("HabitTests.cs", StringComparison.Ordinal))
            .Select(file => (File: file, Text: File.ReadAllText(Path.Combine(Tree.Root, file))))
            .Where(f => ServerPattern().IsMatch(f.Text) && !f.Text.Contains("[Trait(\"Needs\", \"servers\")]", StringComparison.Ordinal))
            .Select(f => f.File));

    private static bool IsLeftToDev(string file) => Tree.Projects.Any(
        p => file.StartsWith(Tree.Folder(p.Key) + "/", StringComparison.Ordinal) && p.Value.Descendants("NeedsServers").Any());

    [GeneratedRegex("\\b(TestSchemas|SharedServers|RabbitServer|PostgresServer|PostgresWorld|BusWorld)\\b|\"postgresql\"")]
    private static partial Regex ServerPattern();
}
