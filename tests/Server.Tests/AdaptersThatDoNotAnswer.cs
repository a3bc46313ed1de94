using DsrGateway.TestKit;
using DsrGateway.V1;

namespace DsrGateway.Server.Tests;

/// <summary>One adapter is away, slow or broken: the answer comes in time, says so, and holds what the others said.</summary>
public class AdaptersThatDoNotAnswer
{
    private static readonly string Impatient =
        World.Controller.Replace("interest], limits: { timeout: 2s } }\n      - ", "interest] }\n      - ")
            .Replace("limits: { timeout: 2s }", "limits: { timeout: 400ms, max_result_records: 5, max_result_bytes: 3MiB }");

    public static TheoryData<string> Passing => [.. Misbehaviour.Passing.Keys];

    public static TheoryData<string> Lasting => [.. Misbehaviour.Lasting.Keys];

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task A_system_that_cannot_answer_now_is_said_to_be_waited_for_and_the_case_completes_by_itself(string fault)
    {
        await using var world = await World.StartAsync(Impatient, World.Quick);
        var (act, problem, rule) = Misbehaviour.Passing[fault];
        world.Two.OnFulfil = act;
        var request = World.NewCase();

        var opened = await world.Cases.SubmitAsync(request);
        var waiting = await world.WaitForAsync(opened.CaseId, c => c.Steps.Any(s => s.State == StepState.WaitingForAdapter));
        var answer = await world.ExecuteAsync(request, World.ShortDeadline);

        Assert.Equal((problem, rule), (waiting.Step("mail").Problem, waiting.Step("mail").Rule));
        Assert.Equal(opened.CaseId, answer.CaseId);
        Assert.Equal(CaseState.Running, answer.State);
        Assert.Equal((StepState.Ended, 2L), (answer.Step("crm").State, Assert.Single(answer.Step("crm").Parts).Count));
        Assert.Equal(StepState.WaitingForAdapter, answer.Step("mail").State);
        Assert.Empty(answer.Step("mail").Parts);
        Assert.True(answer.Step("mail").FailedAttempts > 0);
        Assert.NotNull(answer.Step("mail").NextAttemptTime);

        world.Two.OnFulfil = Answers.FulfilledAsync;
        var closed = await world.WaitForAsync(opened.CaseId, c => c.IsOver());

        Assert.Equal(Conclusion.Granted, closed.Conclusion);
        Assert.Equal((Problem.Unspecified, Rule.Unspecified, 2L), (closed.Step("mail").Problem, closed.Step("mail").Rule, Assert.Single(closed.Step("mail").Parts).Count));
        Assert.Single(world.Two.Calls.Select(c => c.Context.OperationId).Distinct());
    }

    [Theory]
    [MemberData(nameof(Lasting))]
    public async Task A_system_that_answers_wrongly_waits_for_a_person_and_a_retry_completes_the_case(string fault)
    {
        await using var world = await World.StartAsync(Impatient.Replace("400ms", "10s"), World.Quick);
        var (act, problem, rule) = Misbehaviour.Lasting[fault];
        world.Two.OnFulfil = act;

        var answer = await world.ExecuteAsync(World.NewCase(), TimeSpan.FromSeconds(20));

        Assert.Equal(CaseState.WaitingForPerson, answer.State);
        Assert.Equal((StepState.Ended, 2L), (answer.Step("crm").State, Assert.Single(answer.Step("crm").Parts).Count));
        Assert.Equal((StepState.WaitingForPerson, problem, rule), (answer.Step("mail").State, answer.Step("mail").Problem, answer.Step("mail").Rule));
        var history = await world.Operators.GetCaseHistoryAsync(new GetCaseHistoryRequest { CaseId = answer.CaseId });
        Assert.Equal([($"failed.{problem}", rule)], history.Entries.Where(e => e.Rule != Rule.Unspecified).Select(e => (e.Event, e.Rule)));
        Assert.Equal(OutcomeKind.Failed, Assert.Single(answer.Step("mail").Parts).Kind);
        Assert.Single(world.Two.Calls);

        world.Two.OnFulfil = Answers.FulfilledAsync;
        await world.Operators.RetryStepAsync(new RetryStepRequest { CaseId = answer.CaseId, SystemId = "mail", Reason = "mended", Actor = "staff" });
        var closed = await world.WaitForAsync(answer.CaseId, c => c.IsOver());

        Assert.Equal(Conclusion.Granted, closed.Conclusion);
        Assert.Equal((StepState.Ended, Problem.Unspecified, Rule.Unspecified), (closed.Step("mail").State, closed.Step("mail").Problem, closed.Step("mail").Rule));
        Assert.Equal(2, world.Two.Calls.Count);
        Assert.Single(world.Two.Calls.Select(c => c.Context.OperationId).Distinct());
        Assert.NotEmpty(await world.Cases.DownloadAsync(answer.CaseId));
    }

    [Fact]
    public async Task An_adapter_that_is_back_wakes_its_steps_without_waiting_for_the_next_attempt()
    {
        await using var world = await World.StartAsync(World.Controller, World.NoBackOff);
        await world.Two.StopServerAsync();

        var request = World.NewCase();
        var opened = await world.Cases.SubmitAsync(request);
        await world.WaitForAsync(opened.CaseId, c => c.Steps.Any(s => s.State == StepState.WaitingForAdapter));
        var answer = await world.ExecuteAsync(request, World.ShortDeadline);

        Assert.Equal((StepState.WaitingForAdapter, Problem.AdapterUnavailable), (answer.Step("mail").State, answer.Step("mail").Problem));
        Assert.Equal(StepState.Ended, answer.Step("crm").State);

        await world.Two.StartServerAsync();
        var closed = await world.WaitForAsync(answer.CaseId, c => c.IsOver());

        Assert.Equal(Conclusion.Granted, closed.Conclusion);
    }

    [Fact]
    public async Task An_adapter_that_dies_with_its_process_half_way_is_asked_again_when_it_is_back()
    {
        await using var world = await World.StartAsync(World.Controller, World.NoBackOff);
        var gate = new Gate();
        world.Two.OnFulfil = async (_, stream, call) =>
        {
            await stream.WriteAsync(Misbehaviour.Record());
            await gate.PassAsync(call.CancellationToken);
        };

        var opened = await world.Cases.SubmitAsync(World.NewCase());
        await gate.Asked;
        await world.Two.StopServerAsync();
        var waiting = await world.WaitForAsync(opened.CaseId, c => c.Steps.Any(s => s.State == StepState.WaitingForAdapter));
        Assert.Equal(Problem.AdapterUnavailable, waiting.Step("mail").Problem);
        await world.ExecuteAsync(World.NewCase(email: "another@example.fi"), World.ShortDeadline);

        world.Two.OnFulfil = Answers.FulfilledAsync;
        await world.Two.StartServerAsync();
        var closed = await world.WaitForAsync(opened.CaseId, c => c.IsOver());

        Assert.Equal(2, Assert.Single(closed.Step("mail").Parts).Count);
    }

    [Fact]
    public async Task Thirty_cases_against_a_dead_adapter_do_not_hold_up_another_systems_steps()
    {
        const string independent = """
            id: test
            name: Test Oy
            country: FI
            language: fi
            registers:
              - id: customers
                name: Customers
                systems:
                  - { id: crm, name: CRM, kind: crm, adapter: one, searched_by: [email], legal_bases: [contract] }
              - id: news
                name: News
                systems:
                  - { id: mail, name: Mail, kind: mailing_tool, adapter: two, searched_by: [email], legal_bases: [consent] }
            """;
        await using var world = await World.StartAsync(independent, World.Quick);
        await world.Two.StopServerAsync();

        var opened = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => world.Cases.SubmitAsync(World.NewCase(email: $"p{i}@example.fi"))));
        var halves = await Task.WhenAll(opened.Select(o => world.WaitForAsync(
            o.CaseId, c => c.Steps.Count == 2 && c.Step("crm").State == StepState.Ended && c.Step("mail").State == StepState.WaitingForAdapter)));
        var other = await world.ExecuteAsync(new NewCase(World.NewCase(email: "other@example.fi")) { RegisterIds = { "customers" } }, TimeSpan.FromSeconds(10));

        Assert.All(halves, c => Assert.Equal(Problem.AdapterUnavailable, c.Step("mail").Problem));
        Assert.Equal(CaseState.Closed, other.State);
        Assert.Equal(31, world.One.Calls.Count);

        await world.Two.StartServerAsync();
        var closed = await Task.WhenAll(opened.Select(o => world.WaitForAsync(o.CaseId, c => c.IsOver())));

        Assert.All(closed, c => Assert.Equal(Conclusion.Granted, c.Conclusion));
        Assert.Equal(31, world.One.Calls.Count);
    }
}
