using DsrGateway.TestKit;
using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Server.Tests;

/// <summary>How much a case is told of a person, and what may be written for one.</summary>
public class BoundsOfIdentifiers
{
    [Fact]
    public async Task A_case_takes_a_hundred_identifiers_and_names_the_field_of_the_next()
    {
        await using var world = await World.StartAsync();
        world.One.OnFulfil = (context, stream, _) => stream.WriteAsync(new FulfilResponse
        {
            Outcome = new FulfilOutcome { OperationId = context.OperationId, Selection = new Selection { Candidates = 2, InformationNeeded = { "customer_number" } } },
        });
        var opened = await world.ExecuteAsync(World.NewCase());
        await ProvideAsync(world, opened.CaseId, 0, 50);
        await ProvideAsync(world, opened.CaseId, 50, 49);

        var error = await RichError.FromAsync(() => ProvideAsync(world, opened.CaseId, 99, 1));
        // What is there already is nothing more.
        await ProvideAsync(world, opened.CaseId, 0, 50);

        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELDS"), (error.Code, error.Reason));
        Assert.Equal(["identifiers"], error.Fields);
    }

    public static TheoryData<string, string, string, string> Corrections => new()
    {
        { "user.name", "", "Anna\r\nBcc: x", "new_value" },
        { "user.name", "", "Anna\0", "new_value" },
        { "user.name", "", "\u202Eanna", "new_value" },
        { "user.name", "", "An\u200Bna", "new_value" },
        { "user.name", "Anna\u2028", "Anne", "old_value" },
        { "user.\u200Bname", "Anna", "Anne", "category" },
        { "user.contact.email", "", "no address", "new_value" },
        { "user.contact.email", "", "\u0430nna@example.fi", "new_value" },
        { "user.contact.phone", "", "+999 12345678", "new_value" },
    };

    [Theory]
    [MemberData(nameof(Corrections))]
    public async Task A_correction_obeys_the_rules_of_identifiers(string category, string oldValue, string newValue, string field)
    {
        await using var world = await World.StartAsync();
        var request = Correcting(category, oldValue, newValue);

        var error = await RichError.FromAsync(() => world.Cases.SubmitAsync(request));

        Assert.Equal("INVALID_FIELDS", error.Reason);
        Assert.Equal([$"new_case.corrections[0].{field}"], error.Fields);
        Assert.Equal(0, await world.CountAsync());
    }

    [Theory]
    [InlineData("user.contact.email", " Anna@Example.FI ", "anna@example.fi")]
    [InlineData("user.contact.phone", "040 123 4567", "+358401234567")]
    [InlineData("user.name", "A\u030Ase", "\u00C5se")]
    public async Task A_correction_is_written_in_its_normal_form(string category, string newValue, string written)
    {
        await using var world = await World.StartAsync();

        await world.ExecuteAsync(Correcting(category, "", newValue));

        Assert.All(world.One.Calls, c => Assert.Equal(written, c.Context.Corrections.Single().NewValue));
        Assert.NotEmpty(world.One.Calls);
    }

    private static NewCase Correcting(string category, string oldValue, string newValue)
    {
        var request = World.NewCase(Right.Rectification);
        request.Corrections.Clear();
        request.Corrections.Add(new Correction { Category = category, OldValue = oldValue, NewValue = newValue });
        return request;
    }

    private static async Task ProvideAsync(World world, string caseId, int from, int count)
    {
        var request = new ProvideInformationRequest { CaseId = caseId, Actor = "portal" };
        request.Identifiers.AddRange(Enumerable.Range(from, count).Select(i => new Identifier { Type = "name", Value = $"Name {i}" }));
        await world.Cases.ProvideInformationAsync(request);
        await world.WaitForAsync(caseId, c => c.State == CaseState.NeedsInformation);
    }
}
