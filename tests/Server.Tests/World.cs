using DsrGateway.TestKit;
using DsrGateway.V1;

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

    private readonly TempFolder _folder = new();

    public ScriptedAdapter One { get; private set; } = null!;

    public ScriptedAdapter Two { get; private set; } = null!;

    public TestGateway Gateway { get; private set; } = null!;

    public static async Task<World> StartAsync(string controller = Controller, params string[] settings)
    {
        var world = new World { One = await ScriptedAdapter.StartAsync(), Two = await ScriptedAdapter.StartAsync() };
        world.One.OnFulfil = (context, stream, call) =>
            Answers.FulfilledAsync(context, stream, call.CancellationToken, Answers.Unique("customer_number", "C-1"));
        world.One.OnLocate = (context, _) => Task.FromResult(Answers.Located(context, "s1", Answers.Unique("customer_number", "C-1")));
        TestGateway.Configure(world._folder, controller);
        await world.StartGatewayAsync(settings);
        return world;
    }

    public async Task StartGatewayAsync(params string[] settings) => Gateway = await TestGateway.StartAsync(
        _folder, new Dictionary<string, string> { ["one"] = One.Address, ["two"] = Two.Address }, null, settings);

    public static NewCase NewCase(Right right = Right.Access, string email = "maija@example.fi") => new()
    {
        RequestId = Guid.NewGuid().ToString(),
        ControllerId = "test",
        Right = right,
        Actor = "portal",
        Identifiers = { new Identifier { Type = "email", Value = email } },
        Corrections = { right == Right.Rectification ? [new Correction { Category = "user.contact.email", OldValue = email, NewValue = "new@example.fi" }] : [] },
    };

    public async Task<Case> ExecuteAsync(NewCase request, TimeSpan? deadline = null) => (await Gateway.Cases.ExecuteCaseAsync(
        new ExecuteCaseRequest { NewCase = request }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime + (deadline ?? TimeSpan.FromSeconds(30)))).Case;

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await One.DisposeAsync();
        await Two.DisposeAsync();
        _folder.Dispose();
    }
}
