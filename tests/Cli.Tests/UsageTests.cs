using DsrGateway.V1;

namespace DsrGateway.Cli;

public class UsageTests
{
    [Theory]
    [InlineData("")]
    [InlineData("bogus")]
    [InlineData("get")]
    [InlineData("get x --bogus")]
    [InlineData("get x --gateway nonsense")]
    [InlineData("execute --controller c --right access")]
    [InlineData("execute --controller c --right nonsense --id email=a")]
    [InlineData("execute --controller c --right access --id email")]
    [InlineData("execute --controller c --right access --id email=a --deadline soon")]
    [InlineData("execute --controller c --right access --id email=a --deadline 0s")]
    [InlineData("execute --controller c --right access --id email=a --request-id 7")]
    [InlineData("execute --controller c --right access --id email=a --received 2026-03-01T09:30")]
    [InlineData("execute --controller c --right access --id-file /nowhere/at/all")]
    [InlineData("execute --controller c --right rectification --id email=a --correct name=a")]
    [InlineData("execute --controller c --right rectification --id email=a --correct name=a=>b=>c")]
    [InlineData("execute --controller c --right rectification --id-file - --correct-file -")]
    [InlineData("cancel x")]
    [InlineData("by-hand complete x crm --part done")]
    [InlineData("by-hand complete x crm --part retained --evidence e")]
    [InlineData("by-hand complete x crm --part bogus --evidence e")]
    [InlineData("by-hand complete x crm --part done,count=many --evidence e")]
    [InlineData("by-hand complete x crm --part done --evidence e --file /nowhere/at/all")]
    [InlineData("config check /nowhere/at/all")]
    public async Task A_wrong_command_line_is_told_and_nothing_is_sent(string line)
    {
        await using var gateway = await ScriptedGateway.StartAsync();

        var result = await CliRun.RunAsync(
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            new Dictionary<string, string> { ["DSR_ACTOR"] = "portal", ["DSR_GATEWAY"] = gateway.Address });

        Assert.Equal(2, result.Exit);
        Assert.StartsWith("error: ", result.Error, StringComparison.Ordinal);
        Assert.Empty(gateway.Cases.Requests);
        Assert.Empty(gateway.Operators.Requests);
    }

    [Fact]
    public async Task Who_acts_must_be_said()
    {
        var result = await CliRun.RunAsync(["cancel", "x", "--reason", "twice"], new Dictionary<string, string>());

        Assert.Equal(2, result.Exit);
        Assert.Contains("DSR_ACTOR", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_travels_as_a_header_but_never_unencrypted_to_another_machine()
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        gateway.Cases.Answer = _ => new GetCaseResponse { Case = SampleCases.Closed() };
        var variables = new Dictionary<string, string> { ["DSR_TOKEN"] = "secret" };

        await CliRun.RunAsync(["get", "x", "--gateway", gateway.Address], variables);
        var remote = await CliRun.RunAsync(["get", "x", "--gateway", "http://gateway.example:8080"], variables);

        Assert.Equal("Bearer secret", gateway.Cases.LastAuthorization);
        Assert.Equal(2, remote.Exit);
    }

    [Fact]
    public async Task The_commands_and_exit_codes_are_the_documented_ones()
    {
        var document = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "cli.md"));
        var codes = typeof(ExitCodes).GetFields().Select(field => (int)field.GetRawConstantValue()!);
        var help = (await CliRun.RunAsync(["--help"])).Out;
        string[] commands =
        [
            "execute", "submit", "plan", "get", "list", "watch", "provide", "cancel", "download", "by-hand list", "by-hand complete",
            "retry", "adapter describe", "config check",
        ];

        Assert.All(codes, code => Assert.Contains($"| {code} |", document, StringComparison.Ordinal));
        Assert.All(commands, command => Assert.Contains($"`dsr {command}", document, StringComparison.Ordinal));
        Assert.All(commands, command => Assert.Contains("  " + command.Split(' ')[0], help, StringComparison.Ordinal));
    }
}
