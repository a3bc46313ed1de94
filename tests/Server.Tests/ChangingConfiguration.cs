using DsrGateway.TestKit;
using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Server.Tests;

/// <summary>Controllers and systems come and change while the gateway runs.</summary>
public class ChangingConfiguration
{
    private const string Soon = "--Gateway:ReloadInterval=00:00:00.05";

    private const string Second = """
        id: second
        name: Second Oy
        country: FI
        language: fi
        registers:
          - id: people
            name: People
            systems:
              - { id: hr, name: HR, kind: erp_user_registry, adapter: three, searched_by: [email], legal_bases: [contract] }
        """;

    [Fact]
    public async Task A_new_controller_with_a_new_adapter_is_served_without_a_restart()
    {
        await using var world = await World.PrepareAsync();
        await using var three = await ScriptedAdapter.StartAsync();
        var adapters = world.Folder["adapters.json"];
        File.WriteAllText(adapters, "{}");
        await world.StartGatewayAsync(Soon, $"--Gateway:AdaptersFile={adapters}");

        File.WriteAllText(adapters, $$"""{ "three": "{{three.Address}}" }""");
        TestGateway.Configure(world.Folder, Second, "second.yaml");
        await world.Gateway.CreateKeysAsync();

        var request = World.NewCase();
        request.ControllerId = "second";
        await KnowsAsync(world, "second");
        Assert.Equal(CaseState.Closed, (await world.ExecuteAsync(request)).State);
        Assert.Contains("second", three.Calls.Select(c => c.Context.ControllerId));
    }

    [Fact]
    public async Task A_change_with_a_fault_leaves_what_was()
    {
        await using var world = await World.PrepareAsync();
        await world.StartGatewayAsync(Soon);
        var before = await world.ExecuteAsync(World.NewCase());

        TestGateway.Configure(world.Folder, "id: [broken", "broken.yaml");
        TestGateway.Configure(world.Folder, Second, "second.yaml");

        var request = World.NewCase(email: "other@example.fi");
        Assert.Equal(before.State, (await world.ExecuteAsync(request)).State);
        request.ControllerId = "second";
        Assert.Equal("INVALID_FIELDS", (await RichError.FromAsync(() => world.ExecuteAsync(request))).Reason);
    }

    [Fact]
    public async Task An_open_case_goes_on_as_it_was_configured_and_a_new_one_as_it_is_now()
    {
        await using var world = await World.StartAsync(World.Controller.Replace("2s", "30s"), Soon);
        var gate = new Gate();
        world.One.OnFulfil = async (context, stream, call) =>
        {
            await gate.PassAsync(call.CancellationToken);
            await Answers.FulfilledAsync(context, stream, call.CancellationToken, Answers.Unique("customer_number", "C-1"));
        };
        var opened = world.ExecuteAsync(World.NewCase());
        await gate.Asked;

        TestGateway.Configure(world.Folder, World.Controller.Replace("id: mail,", "id: letters,"));
        await KnowsSystemAsync(world, "letters");
        gate.Open();

        Assert.Contains("mail", (await opened).Steps.Select(s => s.SystemId));
        var fresh = await world.ExecuteAsync(World.NewCase(email: "other@example.fi"));
        Assert.Contains("letters", fresh.Steps.Select(s => s.SystemId));
    }

    private static Task KnowsAsync(World world, string controller) => UntilAsync(async () =>
    {
        var request = World.NewCase();
        request.ControllerId = controller;
        try
        {
            await world.Cases.PlanCaseAsync(new PlanCaseRequest { NewCase = request });
            return true;
        }
        catch (RpcException e) when (RichError.Of(e).Reason == "INVALID_FIELDS")
        {
            return false;
        }
    });

    private static Task KnowsSystemAsync(World world, string system) => UntilAsync(async () =>
        (await world.Cases.PlanCaseAsync(new PlanCaseRequest { NewCase = World.NewCase() })).Steps.Any(s => s.SystemId == system));

    /// <summary>The gateway looks at its files by itself and tells nobody, so the test looks too.</summary>
    private static async Task UntilAsync(Func<Task<bool>> becomes)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await becomes())
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
