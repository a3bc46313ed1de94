using DsrGateway.TestKit;
using DsrGateway.V1;
using Microsoft.Extensions.Logging;

namespace DsrGateway.Server.Tests;

/// <summary>A gateway with one controller of three systems: a CRM, a mailing tool that only the CRM's customer number finds, and one by hand.</summary>
public sealed class World : IAsyncDisposable
{
    public const string Controller = """
        id: test
        name: Test Oy
        country: FI
        language: fi
        registers:
          - id: customers
            name: Customers
            systems:
              - { id: crm, name: CRM, kind: crm, adapter: one, searched_by: [email, customer_number, name], legal_bases: [contract, consent, legitimate_interest], limits: { timeout: 2s } }
              - { id: mail, name: Mail, kind: mailing_tool, adapter: two, searched_by: [customer_number], legal_bases: [consent, legitimate_interest], limits: { timeout: 2s } }
        """;

    /// <summary>
    /// The deadline of a call that is answered before its case is over. On a machine that runs many tests at once an answer may be on
    /// its way for longer than the product's margin: here it has the fifth of the deadline that a call gives at most.
    /// </summary>
    public static readonly TimeSpan ShortDeadline = TimeSpan.FromSeconds(10);

    /// <summary>Tries again soon, so that a test waits for what happens and not for a back-off.</summary>
    public static readonly string[] Quick =
    [
        "--Dispatch:FirstDelay=00:00:00.05", "--Dispatch:MaxDelay=00:00:00.5", "--Dispatch:ProbeInterval=00:00:00.1",
        "--Dispatch:SweepInterval=00:00:00.05", "--Dispatch:BreakDuration=00:00:00.5",
    ];

    /// <summary>Does not try again by itself while a test runs.</summary>
    public static readonly string[] NoBackOff =
        ["--Dispatch:FirstDelay=01:00:00", "--Dispatch:MaxDelay=01:00:00", "--Dispatch:ProbeInterval=00:00:00.1", "--Dispatch:SweepInterval=00:00:00.05"];

    private readonly TempFolder _folder = new();

    public TempFolder Folder => _folder;

    public ScriptedAdapter One { get; private set; } = null!;

    public ScriptedAdapter Two { get; private set; } = null!;

    public TestGateway Gateway { get; private set; } = null!;

    public CaseService.CaseServiceClient Cases => Gateway.Cases;

    public OperatorService.OperatorServiceClient Operators => Gateway.Operators;

    /// <summary>Set before <see cref="StartGatewayAsync"/>: takes every log line.</summary>
    public ILoggerProvider? Logs { get; set; }

    public static async Task<World> StartAsync(string controller = Controller, params string[] settings)
    {
        var world = await PrepareAsync(controller);
        await world.StartGatewayAsync(settings);
        return world;
    }

    /// <summary>Everything but the gateway.</summary>
    public static async Task<World> PrepareAsync(string controller = Controller)
    {
        var world = new World { One = await ScriptedAdapter.StartAsync(), Two = await ScriptedAdapter.StartAsync() };
        world.One.OnFulfil = (context, stream, call) =>
            Answers.FulfilledAsync(context, stream, call.CancellationToken, Answers.Unique("customer_number", "C-1"));
        world.One.OnLocate = (context, _) => Task.FromResult(Answers.Located(context, "s1", Answers.Unique("customer_number", "C-1")));
        TestGateway.Configure(world._folder, controller);
        return world;
    }

    public async Task StartGatewayAsync(params string[] settings) => Gateway = await TestGateway.StartAsync(
        _folder, new Dictionary<string, string> { ["one"] = One.Address, ["two"] = Two.Address }, Logs, [$"--Gateway:AnswerMargin={ShortDeadline / 5}", .. settings]);

    /// <summary>A new gateway over the same folders.</summary>
    public async Task RestartAsync(params string[] settings)
    {
        await Gateway.DisposeAsync();
        await StartGatewayAsync(settings);
    }

    public static NewCase NewCase(Right right = Right.Access, string email = "maija@example.fi") => new()
    {
        RequestId = Guid.NewGuid().ToString(),
        ControllerId = "test",
        Right = right,
        Actor = "portal",
        Identifiers = { new Identifier { Type = "email", Value = email } },
        Corrections = { right == Right.Rectification ? [new Correction { Category = "user.contact.email", OldValue = email, NewValue = "new@example.fi" }] : [] },
    };

    public Task<Case> ExecuteAsync(NewCase request, TimeSpan? deadline = null) => Cases.ExecuteAsync(request, deadline ?? TimeSpan.FromSeconds(30));

    /// <summary>Waits for what a case becomes.</summary>
    public Task<Case> WaitForAsync(string caseId, Func<Case, bool> wanted) => Cases.WaitForAsync(caseId, wanted);

    public async Task<int> CountAsync() => (await Cases.ListAllAsync()).Count;

    public async ValueTask DisposeAsync()
    {
        if (Gateway is not null)
        {
            await Gateway.DisposeAsync();
        }

        await (TestGateway.Engine?.ReleaseAsync(_folder) ?? Task.CompletedTask);
        await One.DisposeAsync();
        await Two.DisposeAsync();
        _folder.Dispose();
    }
}
