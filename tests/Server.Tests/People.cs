using DsrGateway.TestKit;
using DsrGateway.V1;

namespace DsrGateway.Server.Tests;

/// <summary>Who is meant: more information, several candidates, nobody who can be singled out.</summary>
public class People
{
    private static readonly Selection Two = new() { Candidates = 2, InformationNeeded = { "customer_number" } };

    [Fact]
    public async Task A_request_that_no_system_can_search_needs_information_and_goes_on_when_it_comes()
    {
        await using var world = await World.StartAsync();
        var request = new NewCase(World.NewCase()) { Identifiers = { } };
        request.Identifiers.Clear();
        request.Identifiers.Add(new Identifier { Type = "phone", Value = "040 1234567" });

        var answer = await world.ExecuteAsync(request);

        Assert.Equal(CaseState.NeedsInformation, answer.State);
        Assert.All(answer.Steps, s => Assert.Equal(StepState.WaitingForInformation, s.State));
        Assert.Equal(["email", "customer_number", "name"], answer.Step("crm").InformationNeeded);
        Assert.Equal(["customer_number"], answer.Step("mail").InformationNeeded);
        Assert.Empty(world.One.Calls);

        await ProvideAsync(world, answer.CaseId, "email", "maija@example.fi");
        var closed = await world.WaitForAsync(answer.CaseId, c => c.IsOver());

        Assert.Equal(Conclusion.Granted, closed.Conclusion);
        Assert.All(closed.Steps, s => Assert.Empty(s.InformationNeeded));
    }

    [Theory]
    [InlineData(CaseState.Closed)]
    [InlineData(CaseState.Cancelled)]
    public async Task Information_for_a_case_that_is_over_is_refused(CaseState state)
    {
        await using var world = await World.StartAsync();
        world.Two.OnFulfil = (context, stream, _) => stream.WriteAsync(Candidates(context));
        if (state == CaseState.Closed)
        {
            world.Two.OnFulfil = Answers.FulfilledAsync;
        }

        var answer = await world.ExecuteAsync(World.NewCase());
        if (state == CaseState.Cancelled)
        {
            await world.Cases.CancelCaseAsync(new CancelCaseRequest { CaseId = answer.CaseId, Actor = "portal", Reason = "asked to" });
        }

        var error = await RichError.FromAsync(() => ProvideAsync(world, answer.CaseId, "name", "Maija"));

        Assert.Equal("WRONG_STATE", error.Reason);
        Assert.Equal(state.ToString(), error.Metadata["state"]);
    }

    [Theory]
    [InlineData(Right.Erasure)]
    [InlineData(Right.Rectification)]
    [InlineData(Right.Restriction)]
    public async Task Several_candidates_in_one_system_hold_an_irreversible_right_everywhere(Right right)
    {
        await using var world = await World.StartAsync();
        world.Two.OnLocate = (context, _) => Task.FromResult(context.Identifiers.Count > 1
            ? Answers.Located(context, "s2")
            : new LocateResponse { Selection = Two });

        var answer = await world.ExecuteAsync(World.NewCase(right));

        Assert.Equal(CaseState.NeedsInformation, answer.State);
        Assert.Equal(StepState.Planned, answer.Step("crm").State);
        Assert.Equal(StepState.WaitingForInformation, answer.Step("mail").State);
        Assert.Equal(["customer_number"], answer.Step("mail").InformationNeeded);
        Assert.All(world.One.Calls.Concat(world.Two.Calls), c => Assert.Equal("Locate", c.Method));

        await ProvideAsync(world, answer.CaseId, "customer_number", "C-77");
        var closed = await world.WaitForAsync(answer.CaseId, c => c.IsOver());

        Assert.Equal(Conclusion.Granted, closed.Conclusion);
        Assert.Equal(["s2"], world.Two.Calls.Last(c => c.Method == "Fulfil").Context.SubjectRefs);
    }

    [Fact]
    public async Task Several_candidates_at_the_act_itself_are_a_broken_contract_and_never_a_done()
    {
        await using var world = await World.StartAsync();
        world.Two.OnFulfil = (context, stream, _) => stream.WriteAsync(Candidates(context));

        var answer = await world.ExecuteAsync(World.NewCase(Right.Erasure));

        Assert.Equal(CaseState.WaitingForPerson, answer.State);
        Assert.Equal((StepState.WaitingForPerson, Problem.AdapterBrokeContract), (answer.Step("mail").State, answer.Step("mail").Problem));
    }

    [Fact]
    public async Task A_copy_is_not_handed_out_where_several_people_match_but_elsewhere_it_is()
    {
        await using var world = await World.StartAsync();
        world.Two.OnFulfil = (context, stream, _) => stream.WriteAsync(Candidates(context));

        var answer = await world.ExecuteAsync(World.NewCase());

        Assert.Equal(CaseState.NeedsInformation, answer.State);
        Assert.Equal(StepState.Ended, answer.Step("crm").State);
        Assert.Equal(StepState.WaitingForInformation, answer.Step("mail").State);
        Assert.Empty(answer.Step("mail").Parts);
    }

    [Fact]
    public async Task A_system_that_nothing_known_can_search_is_refused_as_not_identified_and_not_said_to_hold_nothing()
    {
        await using var world = await World.StartAsync();
        world.One.OnFulfil = Answers.FulfilledAsync;

        var answer = await world.ExecuteAsync(World.NewCase());

        Assert.Equal((CaseState.Closed, Conclusion.GrantedInPart), (answer.State, answer.Conclusion));
        var part = Assert.Single(answer.Step("mail").Parts);
        Assert.Equal((OutcomeKind.Refused, Ground.CannotIdentify), (part.Kind, part.Ground));
        Assert.Equal(["customer_number"], answer.Step("mail").InformationNeeded);
        Assert.Empty(world.Two.Calls);
    }

    [Fact]
    public async Task A_person_known_to_nobody_is_told_that_nothing_is_held()
    {
        await using var world = await World.StartAsync();
        world.One.OnFulfil = (context, stream, _) => stream.WriteAsync(new FulfilResponse
        {
            Outcome = new FulfilOutcome { OperationId = context.OperationId, Parts = { Answers.Part(OutcomeKind.NothingHeld) }, Selection = new Selection() },
        });

        var answer = await world.ExecuteAsync(World.NewCase());

        Assert.Equal((CaseState.Closed, Conclusion.NothingHeld), (answer.State, answer.Conclusion));
    }

    [Fact]
    public async Task Identifiers_that_are_not_the_persons_alone_are_not_searched_by_elsewhere()
    {
        await using var world = await World.StartAsync();
        world.One.OnFulfil = (context, stream, call) => Answers.FulfilledAsync(
            context, stream, call.CancellationToken, new LearntIdentifier { Identifier = new Identifier { Type = "customer_number", Value = "C-1" }, Unique = false });

        var answer = await world.ExecuteAsync(World.NewCase());

        Assert.Equal(Ground.CannotIdentify, Assert.Single(answer.Step("mail").Parts).Ground);
        Assert.Empty(world.Two.Calls);
    }

    [Fact]
    public async Task A_chain_that_never_ends_is_cut_and_left_to_a_person_not_called_complete()
    {
        await using var world = await World.StartAsync(World.Controller.Replace("[customer_number]", "[customer_number, user_name]"), World.Quick);
        var number = 0;
        LearntIdentifier Next(string type) => Answers.Unique(type, $"N-{Interlocked.Increment(ref number)}");
        world.One.OnFulfil = (context, stream, call) => Answers.FulfilledAsync(context, stream, call.CancellationToken, Next("user_name"));
        world.Two.OnFulfil = (context, stream, call) => Answers.FulfilledAsync(context, stream, call.CancellationToken, Next("customer_number"));

        var answer = await world.ExecuteAsync(World.NewCase());

        Assert.Equal(CaseState.WaitingForPerson, answer.State);
        Assert.InRange(world.One.Calls.Count, 2, 10);
        Assert.InRange(world.Two.Calls.Count, 2, 10);
    }

    private static async Task ProvideAsync(World world, string caseId, string type, string value) => await world.Cases.ProvideInformationAsync(
        new ProvideInformationRequest { CaseId = caseId, Actor = "portal", Identifiers = { new Identifier { Type = type, Value = value } } });

    private static FulfilResponse Candidates(StepContext context) => new() { Outcome = new FulfilOutcome { OperationId = context.OperationId, Selection = Two } };
}
