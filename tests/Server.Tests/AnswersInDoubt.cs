using DsrGateway.TestKit;
using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Server.Tests;

/// <summary>An adapter that answers with more than one person: nothing is handed out or done before a person has looked.</summary>
public class AnswersInDoubt
{
    [Theory]
    [InlineData(Right.Access)]
    [InlineData(Right.Portability)]
    public async Task Another_persons_records_hold_the_package_until_a_person_has_looked(Right right)
    {
        await using var world = await World.StartAsync();
        world.One.OnFulfil = (context, stream, _) => SendAsync(context, stream, ["s1"], """{"email":"matti@example.fi"}""");

        var held = await world.ExecuteAsync(World.NewCase(right));

        Assert.Equal(CaseState.WaitingForPerson, held.State);
        Assert.Empty(held.Steps.Single(s => s.SystemId == "crm").Parts);
        Assert.Equal("WRONG_STATE", (await RichError.FromAsync(() => world.Cases.DownloadAsync(held.CaseId))).Reason);
        Assert.Contains("held.Fulfil", await EventsAsync(world, held.CaseId));
        Assert.Equal(Rule.ContradictingRecords, held.Steps.Single(s => s.SystemId == "crm").Rule);
        // Nothing that it taught leads on.
        Assert.Empty(world.Two.Calls);

        await AcceptAsync(world, held.CaseId);
        var closed = await world.WaitForAsync(held.CaseId, c => c.IsOver());
        Assert.Equal(Conclusion.Granted, closed.Conclusion);
        Assert.NotEmpty(await world.Cases.DownloadAsync(held.CaseId));
        Assert.Contains("accepted", await EventsAsync(world, held.CaseId));
        Assert.Single(world.Two.Calls);
    }

    [Fact]
    public async Task Asked_again_after_the_adapter_was_mended_the_case_goes_on()
    {
        await using var world = await World.StartAsync();
        world.One.OnFulfil = (context, stream, _) => SendAsync(context, stream, ["s1"], """{"email":"matti@example.fi"}""");
        var held = await world.ExecuteAsync(World.NewCase());
        world.One.OnFulfil = (context, stream, _) => SendAsync(context, stream, ["s1"], """{"email":"maija@example.fi"}""");

        await world.Operators.RetryStepAsync(new RetryStepRequest { CaseId = held.CaseId, SystemId = "crm", Reason = "mended", Actor = "staff" });

        Assert.Equal(Conclusion.Granted, (await world.WaitForAsync(held.CaseId, c => c.IsOver())).Conclusion);
    }

    [Fact]
    public async Task More_than_a_few_subjects_are_not_erased_before_a_person_has_looked_and_asking_again_only_searches()
    {
        await using var world = await World.StartAsync();
        string[] subjects = ["1", "2", "3", "4", "5", "6", "7", "8"];
        world.One.OnLocate = (_, _) => Task.FromResult(new LocateResponse
        {
            Selection = new Selection { SubjectRefs = { subjects }, MatchedBy = { "email" } },
            Forecast = { Answers.Part(OutcomeKind.Done, 8) },
        });
        world.Two.OnLocate = (_, _) => Task.FromResult(Answers.LocatedNobody());

        var held = await world.ExecuteAsync(World.NewCase(Right.Erasure));
        await world.Operators.RetryStepAsync(new RetryStepRequest { CaseId = held.CaseId, SystemId = "crm", Reason = "mended", Actor = "staff" });
        await world.WaitForAsync(held.CaseId, c => c.State == CaseState.WaitingForPerson && world.One.Calls.Count == 2);

        Assert.Equal(CaseState.WaitingForPerson, held.State);
        Assert.All(world.One.Calls, c => Assert.Equal("Locate", c.Method));
        await AcceptAsync(world, held.CaseId);
        await world.WaitForAsync(held.CaseId, c => c.IsOver());
        Assert.Equal(subjects, world.One.Calls.Single(c => c.Method == "Fulfil").Context.SubjectRefs);
    }

    [Fact]
    public async Task Only_an_answer_in_doubt_can_be_accepted()
    {
        await using var world = await World.StartAsync();
        var closed = await world.ExecuteAsync(World.NewCase());

        Assert.Equal("WRONG_STATE", (await RichError.FromAsync(() => AcceptAsync(world, closed.CaseId))).Reason);
    }

    [Fact]
    public async Task What_was_erased_is_told_though_it_could_not_be_verified()
    {
        await using var world = await World.StartAsync();
        world.One.OnLocate = (context, _) => Task.FromResult(Answers.Located(context, "s1"));
        world.One.OnVerify = (_, _) => throw new RpcException(new Status(StatusCode.InvalidArgument, ""));
        world.Two.OnLocate = (_, _) => Task.FromResult(Answers.LocatedNobody());

        var left = await world.ExecuteAsync(World.NewCase(Right.Erasure));

        Assert.Equal(CaseState.WaitingForPerson, left.State);
        Assert.Equal([OutcomeKind.Done, OutcomeKind.Failed], left.Steps.Single(s => s.SystemId == "crm").Parts.Select(p => p.Kind));
    }

    private static async Task SendAsync(StepContext context, IServerStreamWriter<FulfilResponse> stream, string[] subjects, string record)
    {
        await stream.WriteAsync(new FulfilResponse { Record = new V1.Record { Category = "user.contact", Collection = "people", Json = record } });
        await stream.WriteAsync(new FulfilResponse
        {
            Outcome = new FulfilOutcome
            {
                OperationId = context.OperationId,
                Parts = { Answers.Part(OutcomeKind.Done, 1) },
                Selection = new Selection { SubjectRefs = { subjects }, MatchedBy = { "email" }, Identifiers = { Answers.Unique("customer_number", "C-1") } },
                Sent = 1,
            },
        });
    }

    private static async Task AcceptAsync(World world, string caseId) => await world.Operators.RetryStepAsync(
        new RetryStepRequest { CaseId = caseId, SystemId = "crm", Reason = "all hers", Actor = "staff", AcceptFound = true });

    private static async Task<IEnumerable<string>> EventsAsync(World world, string caseId) =>
        (await world.Operators.GetCaseHistoryAsync(new GetCaseHistoryRequest { CaseId = caseId })).Entries.Select(e => e.Event);
}
