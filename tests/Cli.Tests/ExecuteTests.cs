using System.Text.Json;
using DsrGateway.V1;

namespace DsrGateway.Cli;

public class ExecuteTests
{
    private static readonly string[] Erase = ["execute", "--controller", "entteri", "--right", "erasure", "--id", "email=a@b.example"];

    [Theory]
    [InlineData(CaseState.Closed, Conclusion.Granted, 0)]
    [InlineData(CaseState.Closed, Conclusion.NothingHeld, 0)]
    [InlineData(CaseState.Running, Conclusion.Unspecified, 3)]
    [InlineData(CaseState.NeedsInformation, Conclusion.Unspecified, 4)]
    [InlineData(CaseState.WaitingForPerson, Conclusion.Unspecified, 4)]
    [InlineData(CaseState.Closed, Conclusion.Refused, 5)]
    [InlineData(CaseState.Closed, Conclusion.GrantedInPart, 5)]
    [InlineData(CaseState.Cancelled, Conclusion.Unspecified, 5)]
    [InlineData(CaseState.Unspecified, Conclusion.Unspecified, 7)]
    public async Task The_exit_code_tells_what_the_case_came_to(CaseState state, Conclusion conclusion, int exit)
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        var @case = SampleCases.Running();
        (@case.State, @case.Conclusion) = (state, conclusion);
        gateway.Cases.Answer = _ => new ExecuteCaseResponse { Case = @case };

        Assert.Equal(exit, (await gateway.RunAsync(Erase)).Exit);
    }

    [Fact]
    public async Task The_answer_is_a_table_that_tells_each_system_and_part()
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        gateway.Cases.Answer = _ => new ExecuteCaseResponse { Case = SampleCases.Closed() };

        var result = await gateway.RunAsync(Erase);

        Assert.Contains("closed: granted in part", result.Out, StringComparison.Ordinal);
        Assert.Contains("CRM (crm)", result.Out, StringComparison.Ordinal);
        Assert.Contains("email (request)", result.Out, StringComparison.Ordinal);
        Assert.Contains("customer_number (from shop)", result.Out, StringComparison.Ordinal);
        Assert.Contains("done 3 × user.contact", result.Out, StringComparison.Ordinal);
        Assert.Contains(
            "retained 4 × user.financial: a legal obligation (Accounting Act 1336/1997 2:10), until 2031-12-31",
            Unwrapped(result.Out),
            StringComparison.Ordinal);
        Assert.Contains("residue 1 × records: in party.value_compact", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Out);
    }

    [Fact]
    public async Task With_json_the_answer_and_nothing_else_is_on_standard_output()
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        gateway.Cases.Answer = _ => new ExecuteCaseResponse { Case = SampleCases.Closed() };

        var result = await gateway.RunAsync([.. Erase, "--json"]);

        var json = JsonDocument.Parse(result.Out).RootElement.GetProperty("case");
        Assert.Equal("CASE_STATE_CLOSED", json.GetProperty("state").GetString());
        Assert.Equal("", json.GetProperty("steps")[0].GetProperty("foundBy")[0].GetProperty("originSystemId").GetString());
        Assert.Equal("7", json.GetProperty("revision").GetString());
        Assert.Single(result.Out.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task Everything_on_the_command_line_reaches_the_gateway()
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        gateway.Cases.Answer = _ => new ExecuteCaseResponse { Case = SampleCases.Running() };

        await gateway.RunAsync(
            "execute", "--controller", "entteri", "--right", "withdrawal", "--id", "email=a=b@c.example", "--id", "name=Aino K",
            "--register", "customers", "--purpose", "newsletter", "--correct", "user.name=a=b=>c d", "--actor", "aino.admin",
            "--request-id", "1B4E28BA-2FA1-41D2-883F-0016D3CCA427", "--received", "2026-03-01T09:30+02:00", "--deadline", "90s");

        var sent = Assert.IsType<ExecuteCaseRequest>(Assert.Single(gateway.Cases.Requests)).NewCase;
        Assert.Equal(Right.WithdrawalOfConsent, sent.Right);
        Assert.Equal(["email: a=b@c.example", "name: Aino K"], sent.Identifiers.Select(id => $"{id.Type}: {id.Value}"));
        Assert.Equal(["customers"], sent.RegisterIds);
        Assert.Equal(["newsletter"], sent.Purposes);
        Assert.Equal(new Correction { Category = "user.name", OldValue = "a=b", NewValue = "c d" }, Assert.Single(sent.Corrections));
        Assert.Equal("aino.admin", sent.Actor);
        Assert.Equal("1b4e28ba-2fa1-41d2-883f-0016d3cca427", sent.RequestId);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 7, 30, 0, TimeSpan.Zero), sent.ReceiveTime.ToDateTimeOffset());
        Assert.InRange(gateway.Cases.LastDeadline, TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(60), DateTime.MaxValue);
    }

    [Fact]
    public async Task A_new_request_id_is_told_before_the_call_so_that_it_can_be_repeated()
    {
        await using var gateway = await ScriptedGateway.StartAsync();

        var loud = await gateway.RunAsync(Erase);
        var quiet = await gateway.RunAsync([.. Erase, "--quiet"]);

        var sent = ((ExecuteCaseRequest)gateway.Cases.Requests[0]).NewCase.RequestId;
        Assert.StartsWith($"request id {sent}\n", loud.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("request id", quiet.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_is_done_when_the_case_is_durable_and_plan_when_it_is_told()
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        gateway.Cases.Answer = request => request is SubmitCaseRequest
            ? new SubmitCaseResponse { Case = SampleCases.Running() }
            : new PlanCaseResponse
            {
                Steps =
                {
                    new PlannedStep { SystemId = "crm", Action = PlannedAction.AskAdapter, SearchedBy = { "email" }, Phases = { Phase.Locate, Phase.Fulfil } },
                    new PlannedStep { SystemId = "erp", Action = PlannedAction.AwaitIdentifier, InformationNeeded = { "customer_number", "user_name" } },
                    new PlannedStep
                    {
                        SystemId = "log",
                        Action = PlannedAction.Refuse,
                        Refusal = new OutcomePart { Kind = OutcomeKind.Refused, Ground = Ground.CannotIdentify },
                    },
                },
            };

        var submit = await gateway.RunAsync(["submit", .. Erase[1..]]);
        var plan = await CliRun.RunAsync(["plan", "--gateway", gateway.Address, .. Erase[1..]], new Dictionary<string, string>());

        Assert.Equal(0, submit.Exit);
        Assert.Contains("dsr watch " + SampleCases.Id, submit.Out, StringComparison.Ordinal);
        Assert.Equal(0, plan.Exit);
        Assert.Matches(@"crm +ask the adapter +email +locate, fulfil", plan.Out);
        Assert.Contains("needs customer_number or user_name", plan.Out, StringComparison.Ordinal);
        Assert.Contains("refused: the person cannot be identified here", plan.Out, StringComparison.Ordinal);
    }

    private static string Unwrapped(string text) => string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
