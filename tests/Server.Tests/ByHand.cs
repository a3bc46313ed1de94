using System.IO.Compression;
using System.Text;
using DsrGateway.TestKit;
using DsrGateway.V1;
using Google.Protobuf;
using Grpc.Core;

namespace DsrGateway.Server.Tests;

/// <summary>Steps that wait for a person.</summary>
public class ByHand
{
    private const string Hand = "\n      - { id: social, name: LinkedIn, kind: social_media, by_hand: Search the page and delete what the person wrote., legal_bases: [consent] }";
    private const string Other = "\n      - { id: calls, name: Calls, kind: call_recordings, by_hand: Ask the exchange., legal_bases: [contract] }";

    private static readonly string WithHand = World.Controller.TrimEnd() + Hand;

    [Fact]
    public async Task A_step_by_hand_is_listed_with_what_the_person_needs_and_completed_with_evidence_and_a_file()
    {
        await using var world = await World.StartAsync(WithHand);

        var answer = await world.ExecuteAsync(World.NewCase());
        Assert.Equal(CaseState.WaitingForPerson, answer.State);
        Assert.Equal(StepState.Ended, answer.Step("mail").State);

        var waiting = Assert.Single((await world.Operators.ListStepsAsync(new ListStepsRequest { ControllerId = "test" })).Steps);
        Assert.Equal((answer.CaseId, "social", Right.Access), (waiting.CaseId, waiting.Step.SystemId, waiting.Right));
        Assert.True(waiting.Step.ByHand);
        Assert.Equal("Search the page and delete what the person wrote.", waiting.Step.Instruction);
        Assert.Equal("maija@example.fi", Assert.Single(waiting.Identifiers).Value);
        Assert.Equal(answer.LegalDeadlineTime, waiting.LegalDeadlineTime);

        var request = Complete(answer.CaseId, "social", Answers.Part(OutcomeKind.Done, 1));
        request.Files.Add(new EvidenceFile { Name = "näyttö.txt", Content = ByteString.CopyFromUtf8("what was seen") });
        await world.Operators.CompleteStepAsync(request);
        var closed = await world.WaitForAsync(answer.CaseId, c => c.IsOver());

        Assert.Equal(Conclusion.Granted, closed.Conclusion);
        Assert.Empty((await world.Operators.ListStepsAsync(new ListStepsRequest { ControllerId = "test" })).Steps);
        using var package = new ZipArchive(new MemoryStream(await world.Cases.DownloadAsync(answer.CaseId)));
        var file = Assert.Single(package.Entries, e => e.FullName.Contains("/files/", StringComparison.Ordinal));
        Assert.StartsWith("03-social/", file.FullName, StringComparison.Ordinal);
        using var reader = new StreamReader(file.Open(), Encoding.UTF8);
        Assert.Equal("what was seen", await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task A_correction_by_hand_is_listed_with_what_to_correct()
    {
        await using var world = await World.StartAsync(WithHand);
        var request = World.NewCase(Right.Rectification);

        var answer = await world.ExecuteAsync(request);

        var waiting = Assert.Single((await world.Operators.ListStepsAsync(new ListStepsRequest { ControllerId = "test" })).Steps);
        Assert.Equal(request.Corrections, waiting.Corrections);
        Assert.Equal(StepState.Ended, answer.Step("crm").State);
    }

    [Fact]
    public async Task Every_waiting_step_is_listed_once_page_by_page_the_most_urgent_first()
    {
        await using var world = await World.StartAsync(WithHand + Other);
        var ids = new List<string>();
        foreach (var days in (int[])[0, 20, 10])
        {
            var request = World.NewCase(email: $"p{days}@example.fi");
            request.ReceiveTime = new() { Seconds = TimeProvider.System.GetUtcNow().AddDays(-days).ToUnixTimeSeconds() };
            ids.Add((await world.ExecuteAsync(request)).CaseId);
        }

        var seen = new List<(string, string)>();
        var list = new ListStepsRequest { ControllerId = "test", PageSize = 1 };
        do
        {
            var page = await world.Operators.ListStepsAsync(list);
            seen.Add(Assert.Single(page.Steps.Select(s => (s.CaseId, s.Step.SystemId))));
            list.PageToken = page.NextPageToken;
        }
        while (list.PageToken.Length > 0);

        Assert.Equal(
            [(ids[1], "social"), (ids[1], "calls"), (ids[2], "social"), (ids[2], "calls"), (ids[0], "social"), (ids[0], "calls")], seen);
    }

    [Theory]
    [InlineData("social", "RetryStep")]
    [InlineData("mail", "CompleteStep")]
    public async Task A_step_that_is_not_left_to_a_person_cannot_be_moved_by_one(string system, string act)
    {
        await using var world = await World.StartAsync(WithHand);
        var answer = await world.ExecuteAsync(World.NewCase());

        var error = await RichError.FromAsync(() => act == "RetryStep"
            ? world.Operators.RetryStepAsync(new RetryStepRequest { CaseId = answer.CaseId, SystemId = system, Actor = "staff", Reason = "try" }).ResponseAsync
            : world.Operators.CompleteStepAsync(Complete(answer.CaseId, system, Answers.Part(OutcomeKind.Done))).ResponseAsync);

        Assert.Equal((StatusCode.FailedPrecondition, "WRONG_STATE"), (error.Code, error.Reason));
    }

    [Theory]
    [InlineData(OutcomeKind.Residue)]
    [InlineData(OutcomeKind.Failed)]
    [InlineData(OutcomeKind.Unspecified)]
    public async Task A_person_cannot_complete_a_step_with_what_is_not_complete(OutcomeKind kind)
    {
        await using var world = await World.StartAsync(WithHand);
        var answer = await world.ExecuteAsync(World.NewCase());

        var error = await RichError.FromAsync(() => world.Operators.CompleteStepAsync(
            Complete(answer.CaseId, "social", new OutcomePart { Kind = kind, Place = "x" })).ResponseAsync);

        Assert.Equal(["parts[0].kind"], error.Fields);
        Assert.Equal(StepState.WaitingForPerson, (await world.Cases.GetAsync(answer.CaseId)).Step("social").State);
    }

    [Fact]
    public async Task What_a_person_completed_is_not_undone_by_information_that_comes_later()
    {
        await using var world = await World.StartAsync(WithHand);
        world.One.OnFulfil = (_, _, _) => throw new RpcException(new Status(StatusCode.Internal, ""));
        var answer = await world.ExecuteAsync(World.NewCase());
        await world.Operators.CompleteStepAsync(Complete(answer.CaseId, "crm", Answers.Part(OutcomeKind.Done, 7)));
        await world.WaitForAsync(answer.CaseId, c => c.Step("crm").State == StepState.Ended && c.State == CaseState.WaitingForPerson);
        var asked = world.One.Calls.Count;

        await world.Cases.ProvideInformationAsync(new ProvideInformationRequest
        {
            CaseId = answer.CaseId,
            Actor = "portal",
            Identifiers = { new Identifier { Type = "customer_number", Value = "C-9" } },
        });
        await world.WaitForAsync(answer.CaseId, c => c.Step("mail").State == StepState.Ended && c.Step("mail").Parts.Any(p => p.Kind == OutcomeKind.Done) && c.State == CaseState.WaitingForPerson);

        Assert.Equal(7, Assert.Single((await world.Cases.GetAsync(answer.CaseId)).Step("crm").Parts).Count);
        Assert.Equal(asked, world.One.Calls.Count);
    }

    [Fact]
    public async Task The_history_tells_who_did_what()
    {
        await using var world = await World.StartAsync(WithHand);
        var answer = await world.ExecuteAsync(World.NewCase());
        await world.Operators.CompleteStepAsync(Complete(answer.CaseId, "social", Answers.Part(OutcomeKind.NothingHeld)));
        await world.WaitForAsync(answer.CaseId, c => c.IsOver());
        await world.Cases.DownloadAsync(answer.CaseId, "Pirkko in customer service");

        var history = (await world.Operators.GetCaseHistoryAsync(new GetCaseHistoryRequest { CaseId = answer.CaseId })).Entries;

        Assert.Equal(("opened", "portal"), (history[0].Event, history[0].Actor));
        Assert.Contains(history, h => h is { Event: "asked.Fulfil", Actor: "gateway", SystemId: "crm" });
        Assert.Contains(history, h => h is { Event: "completed.by-hand", Actor: "staff", SystemId: "social", Text: "ticket 17" });
        Assert.Equal(("package.taken", "Pirkko in customer service"), (history[^1].Event, history[^1].Actor));
    }

    private static CompleteStepRequest Complete(string caseId, string system, OutcomePart part) =>
        new() { CaseId = caseId, SystemId = system, Evidence = "ticket 17", Actor = "staff", Parts = { part } };
}
