using DsrGateway.TestKit;

namespace DsrGateway.Server.Tests.Processes;

/// <summary>What the executable writes to its console.</summary>
public class Log
{
    [Theory]
    [InlineData("systemd", "^<[0-7]>")]
    [InlineData("simple", @"^\d{4}-\d\d-\d\dT[0-9:.]+Z info: ")]
    public async Task A_line_has_the_form_that_a_setting_asks_for(string form, string pattern)
    {
        using var folder = new TempFolder();
        TestGateway.Configure(folder, World.Controller);
        await using var gateway = await GatewayProcess.StartAsync(
            folder, new Dictionary<string, string> { ["one"] = "http://127.0.0.1:1", ["two"] = "http://127.0.0.1:1" }, around: null, $"--Logging:Console:FormatterName={form}");

        Assert.NotEmpty(gateway.Said);
        Assert.All(gateway.Said, line => Assert.Matches(pattern, line));
    }
}
