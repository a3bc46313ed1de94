using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Cli;

public sealed class OperatorTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("dsr-cli-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Cases_are_listed_over_all_pages_with_their_filters()
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        gateway.Cases.Answer = request => ((ListCasesRequest)request).PageToken.Length == 0
            ? new ListCasesResponse { Cases = { SampleCases.Running() }, NextPageToken = "next" }
            : new ListCasesResponse { Cases = { SampleCases.Closed() } };

        var result = await gateway.RunAsync(
            "list", "--controller", "entteri", "--state", "waiting-for-person", "--state", "closed", "--right", "erasure", "--due-before", "2026-04-02");

        Assert.Equal(0, result.Exit);
        Assert.Contains("running, not finished yet", result.Out, StringComparison.Ordinal);
        Assert.Contains("closed: granted in part", result.Out, StringComparison.Ordinal);
        var sent = (ListCasesRequest)gateway.Cases.Requests[0];
        Assert.Equal([CaseState.WaitingForPerson, CaseState.Closed], sent.States);
        Assert.Equal([Right.Erasure], sent.Rights);
        Assert.NotNull(sent.LegalDeadlineBefore);
        Assert.Equal(2, gateway.Cases.Requests.Count);
    }

    [Fact]
    public async Task A_history_is_told_with_who_did_what()
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        gateway.Operators.Answer = _ => new GetCaseHistoryResponse
        {
            Entries =
            {
                new HistoryEntry { Actor = "gateway", Event = "failed.AdapterBrokeContract", SystemId = "crm", Rule = Rule.NoOutcome },
                new HistoryEntry { Actor = "maija", Event = "completed.by-hand", SystemId = "paper", Text = "Ticket 12" },
            },
        };

        var result = await gateway.RunAsync("history", SampleCases.Id);

        Assert.Equal(0, result.Exit);
        Assert.All(["AdapterBrokeContract: no outcome", "maija", "completed.by-hand", "paper", "Ticket 12"], text => Assert.Contains(text, result.Out, StringComparison.Ordinal));
        Assert.Equal(SampleCases.Id, ((GetCaseHistoryRequest)gateway.Operators.Requests[0]).CaseId);
    }

    [Fact]
    public async Task All_cases_are_watched_on_from_the_last_position_after_a_lost_connection()
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        gateway.Cases.WatchAll = request => request.Position switch
        {
            "p1" => [new WatchCasesResponse { CaseId = SampleCases.Id, State = CaseState.Closed, Conclusion = Conclusion.Granted, Revision = 3, Position = "p2" }, new RpcException(new Status(StatusCode.Unavailable, ""))],
            "p2" => [new RpcException(new Status(StatusCode.InvalidArgument, ""))],
            _ => throw new InvalidOperationException(),
        };

        var result = await gateway.RunAsync("watch-cases", "--controller", "entteri", "--from", "p1");

        Assert.Equal(1, result.Exit);
        Assert.Equal($"{SampleCases.Id}  closed: granted  p2", result.Out.Trim());
        Assert.Equal(["p1", "p2"], gateway.Cases.Requests.Cast<WatchCasesRequest>().Select(r => r.Position));
    }

    [Fact]
    public async Task Work_by_hand_is_listed_with_what_is_needed_to_do_it()
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        gateway.Operators.Answer = _ => new ListStepsResponse
        {
            Steps =
            {
                new WaitingStep
                {
                    CaseId = SampleCases.Id,
                    Right = Right.Rectification,
                    Identifiers = { new Identifier { Type = "email", Value = "a@b.example" } },
                    Corrections = { new Correction { Category = "user.name", OldValue = "Ain", NewValue = "Aino" } },
                    Step = new Step { SystemId = "paper", ByHand = true, State = StepState.WaitingForPerson, Instruction = "Look in the binder." },
                },
            },
        };

        var result = await gateway.RunAsync("by-hand", "list", "--controller", "entteri");

        Assert.Equal(0, result.Exit);
        Assert.Contains("email=a@b.example", result.Out, StringComparison.Ordinal);
        Assert.Contains("to do: Look in the binder.", result.Out, StringComparison.Ordinal);
        Assert.Contains("correct user.name: 'Ain' to 'Aino'", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_is_completed_by_hand_with_parts_evidence_and_files()
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        gateway.Operators.Answer = _ => new CompleteStepResponse { Case = SampleCases.Running() };
        var file = Path.Combine(folder.FullName, "screen.png");
        await File.WriteAllBytesAsync(file, [1, 2, 3]);

        var result = await gateway.RunWithInputAsync(
            "Asked Maija, ticket 12.", "by-hand", "complete", SampleCases.Id, "paper", "--part", "done,category=user.contact,count=2",
            "--part", "nothing_held", "--evidence-file", "-", "--file", file, "--actor", "maija");

        Assert.Equal(0, result.Exit);
        var sent = Assert.IsType<CompleteStepRequest>(Assert.Single(gateway.Operators.Requests));
        Assert.Equal([OutcomeKind.Done, OutcomeKind.NothingHeld], sent.Parts.Select(part => part.Kind));
        Assert.Equal("Asked Maija, ticket 12.", sent.Evidence);
        Assert.Equal("screen.png", Assert.Single(sent.Files).Name);
        Assert.Equal("maija", sent.Actor);
    }

    [Fact]
    public async Task Files_above_four_megabytes_are_not_sent()
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        var file = Path.Combine(folder.FullName, "large.bin");
        await File.WriteAllBytesAsync(file, new byte[(4 * 1024 * 1024) + 1]);

        var result = await gateway.RunAsync("by-hand", "complete", "x", "paper", "--part", "done", "--evidence", "e", "--file", file);

        Assert.Equal(2, result.Exit);
        Assert.Empty(gateway.Operators.Requests);
    }

    [Fact]
    public async Task Retry_and_cancel_say_why_and_who()
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        gateway.Operators.Answer = _ => new RetryStepResponse { Case = SampleCases.Running() };
        gateway.Cases.Answer = _ => new CancelCaseResponse { Case = SampleCases.Running() };

        Assert.Equal(0, (await gateway.RunAsync("retry", "x", "crm", "--reason", "disk was full")).Exit);
        Assert.Equal(0, (await gateway.RunAsync("cancel", "x", "--reason", "@twice")).Exit);

        Assert.Equal(new RetryStepRequest { CaseId = "x", SystemId = "crm", Reason = "disk was full", Actor = "portal" }, gateway.Operators.Requests[0]);
        Assert.Equal(new CancelCaseRequest { CaseId = "x", Reason = "@twice", Actor = "portal" }, gateway.Cases.Requests[0]);
    }

    [Fact]
    public async Task An_adapter_describes_itself()
    {
        await using var gateway = await ScriptedGateway.StartAsync();

        var result = await CliRun.RunAsync(["adapter", "describe", gateway.Address]);

        Assert.Equal(0, result.Exit);
        Assert.Contains("Adapter sql 1.2", result.Out, StringComparison.Ordinal);
        Assert.Matches("crm +PostgreSQL +access +email +customer_number +user.contact", result.Out);
    }

    [Fact]
    public async Task Configuration_is_sent_with_relative_names_and_faults_have_their_line()
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        gateway.Operators.Answer = _ => new CheckConfigurationResponse
        {
            Faults = { new ConfigurationFault { File = "sub/b.yaml", Field = "registers[0]", Description = "is empty", Line = 3 } },
        };
        folder.CreateSubdirectory("sub");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "sub", "b.yaml"), "b: 1");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "a.yml"), "a: 1");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "notes.txt"), "no");

        var faulty = await gateway.RunAsync("config", "check", folder.FullName, "--ask-adapters");
        gateway.Operators.Answer = _ => new CheckConfigurationResponse();
        var sound = await gateway.RunAsync("config", "check", folder.FullName);

        Assert.Equal((1, "sub/b.yaml:3: registers[0]: is empty\n"), (faulty.Exit, faulty.Out));
        Assert.Equal((0, "Sound: 2 files, no faults.\n"), (sound.Exit, sound.Out));
        var sent = (CheckConfigurationRequest)gateway.Operators.Requests[0];
        Assert.True(sent.AskAdapters);
        Assert.Equal(["a.yml", "sub/b.yaml"], sent.Files.Select(file => file.Name));
    }
}
