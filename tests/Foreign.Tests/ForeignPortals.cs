using DsrGateway.TestKit;
using DsrGateway.V1;

namespace DsrGateway.Foreign.Tests;

public sealed class ForeignPortals : IAsyncLifetime, IDisposable
{
    private const string Controller = """
        id: test
        name: Test Oy
        country: FI
        language: fi
        registers:
          - id: customers
            name: Customers
            systems:
              - { id: crm, name: CRM, kind: crm, adapter: one, searched_by: [email], legal_bases: [contract], limits: { timeout: 60s } }
              - { id: shop, name: Shop, kind: other, adapter: two, searched_by: [email], legal_bases: [contract], limits: { timeout: 60s } }
        """;

    private readonly TempFolder _folder = new();
    private ScriptedAdapter _one = null!;
    private ScriptedAdapter _two = null!;
    private TestGateway _gateway = null!;

    public async Task InitializeAsync()
    {
        (_one, _two) = (await ScriptedAdapter.StartAsync(), await ScriptedAdapter.StartAsync());
        TestGateway.Configure(_folder, Controller);
        // A machine busy with builds needs longer to send an answer than a gateway does in production.
        _gateway = await TestGateway.StartAsync(
            _folder, new Dictionary<string, string> { ["one"] = _one.Address, ["two"] = _two.Address }, null, "--Gateway:AnswerMargin=00:00:02");
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("node")]
    [InlineData("python")]
    public async Task A_portal_gets_the_answer_by_its_deadline_and_watches_the_rest_come(string language)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _two.OnFulfil = async (context, stream, call) =>
        {
            await asked.Task.WaitAsync(call.CancellationToken);
            await Answers.FulfilledAsync(context, stream, call);
        };
        using var portal = await StartAsync(language, "access", "10", $"email=maija.{language}@example.fi");

        var first = await portal.ReadLineAsync();
        string[] steps = [await portal.ReadLineAsync(), await portal.ReadLineAsync()];
        asked.SetResult();
        var (exitCode, rest, errors) = await portal.EndAsync();

        Assert.EndsWith(": RUNNING", first, StringComparison.Ordinal);
        Assert.Equal(["  crm: DONE 2 user.contact", "  shop: not answered yet"], steps);
        Assert.Equal("", errors.Trim());
        Assert.Equal(0, exitCode);
        Assert.Equal([$"{first.Split(':')[0]}: CLOSED GRANTED", "  crm: DONE 2 user.contact", "  shop: DONE 2 user.contact", "end"], rest[^4..]);
    }

    [Theory]
    [InlineData("node")]
    [InlineData("python")]
    public async Task A_portal_reads_the_reason_and_every_malformed_field_from_a_rich_error(string language)
    {
        using var portal = await StartAsync(language, "portability", "30", "email=no address", "telepathy=yes");

        var (exitCode, lines, errors) = await portal.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.Empty(lines);
        Assert.StartsWith("INVALID_ARGUMENT: ", errors, StringComparison.Ordinal);
        Assert.Contains("reason INVALID_FIELDS", errors, StringComparison.Ordinal);
        Assert.Contains("field new_case.identifiers[0].value: ", errors, StringComparison.Ordinal);
        Assert.Contains("field new_case.identifiers[1].type: ", errors, StringComparison.Ordinal);
    }

    private Task<ForeignProcess> StartAsync(string language, params string[] request)
    {
        string[] args = [new Uri(_gateway.Address).Authority, "test", .. request];
        return language == "node" ? Toolchains.NodeAsync(ForeignProcess.Examples("node", "client.js"), args) : Toolchains.PythonAsync(_folder, ForeignProcess.Examples("python", "client.py"), args);
    }
}
