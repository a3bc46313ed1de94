using System.Diagnostics;
using System.Text;
using DsrGateway.TestKit;
using DsrGateway.V1;
using Google.Protobuf;
using Grpc.Core;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace DsrGateway.Server.Tests.Canary;

/// <summary>
/// A person with unmistakable values in every field goes through every right and every kind of error. None of the values may
/// be found in a log line, a trace, a metric, a message, an error, or a byte on the disk.
/// </summary>
public class NoPersonalDataOutside
{
    private const string Controller = """
        id: test
        name: Test Oy
        country: FI
        language: fi
        registers:
          - id: customers
            name: Customers
            systems:
              - { id: crm, name: CRM, kind: crm, adapter: one, searched_by: [email, customer_number, name, phone, ip_address, session_id], legal_bases: [contract, consent, legitimate_interest], limits: { timeout: 1s } }
              - { id: mail, name: Mail, kind: mailing_tool, adapter: two, searched_by: [customer_number, email], legal_bases: [consent, legitimate_interest], limits: { timeout: 1s } }
              - { id: social, name: LinkedIn, kind: social_media, by_hand: Search., legal_bases: [consent, contract, legitimate_interest] }
        """;

    private readonly Canaries _canaries = new();
    private readonly List<string> _errors = [];

    [Fact]
    public async Task No_value_of_a_person_is_found_outside_the_answers()
    {
        using var ears = new Ears();
        await using var world = await World.PrepareAsync(Controller);
        Script(world);
        world.Logs = ears;
        await world.StartGatewayAsync(World.Quick);
        var bus = world.Gateway.Services.GetRequiredService<IBus>();
        bus.ConnectPublishObserver(ears);
        bus.ConnectSendObserver(ears);
        bus.ConnectReceiveObserver(ears);

        foreach (var right in Enum.GetValues<Right>().Where(r => r != Right.Unspecified))
        {
            await RunAsync(world, right);
        }

        await FailAsync(world);
        await RefuseAsync(world);
        ears.RecordObservables();
        using var copy = new TempFolder();
        await CopyAsync(world.Folder, copy);
        await world.Gateway.DisposeAsync();

        Expect(ears.Lines, "log lines", 500);
        Expect(ears.Activities, "activities", 50);
        Expect(ears.Measurements, "measurements", 50);
        Expect(ears.Messages, "messages", 50);
        Expect(_errors, "errors", 15);
        ExpectFiles(copy, running: true);
        ExpectFiles(world.Folder, running: false);
    }

    [Fact]
    public void The_search_finds_a_planted_value_in_every_form()
    {
        foreach (var text in (string[])[Canaries.Email, Canaries.Email.ToUpperInvariant(), Canaries.FreeText])
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            Assert.NotEmpty(_canaries.FindIn([1, 2, 3, .. bytes, 4]));
            Assert.NotEmpty(_canaries.FindIn([1, .. Encoding.Unicode.GetBytes(text), 4]));
            for (var offset = 0; offset < 3; offset++)
            {
                Assert.NotEmpty(_canaries.FindIn(Convert.ToBase64String([.. new byte[offset + 3], .. bytes, 200, 201])));
            }
        }

        Assert.Empty(_canaries.FindIn("nothing of the person"));
    }

    [Fact]
    public async Task Logs_activities_measurements_and_messages_are_heard()
    {
        using var ears = new Ears();
        ears.CreateLogger("planted").Log(Microsoft.Extensions.Logging.LogLevel.Trace, 0, Canaries.Email, null, (s, _) => s);
        using (var source = new ActivitySource("planted"))
        using (var activity = source.StartActivity("work"))
        {
            activity!.SetTag("person", Canaries.Email);
        }

        using (var meter = new System.Diagnostics.Metrics.Meter("planted"))
        {
            meter.CreateCounter<long>("people").Add(1, new KeyValuePair<string, object?>("person", Canaries.Email));
        }

        await using var world = await World.PrepareAsync();
        await world.StartGatewayAsync();
        var bus = world.Gateway.Services.GetRequiredService<IBus>();
        bus.ConnectPublishObserver(ears);
        await bus.Publish(new Planted(Canaries.Email));

        Assert.NotEmpty(ears.Lines.SelectMany(_canaries.FindIn));
        Assert.NotEmpty(ears.Activities.SelectMany(_canaries.FindIn));
        Assert.NotEmpty(ears.Measurements.SelectMany(_canaries.FindIn));
        Assert.NotEmpty(ears.Messages.SelectMany(_canaries.FindIn));
    }

    private static void Script(World world)
    {
        var learnt = Answers.Unique("customer_number", Canaries.CustomerNumber);
        world.One.OnLocate = (context, _) => Task.FromResult(Answers.Located(context, "s1", learnt));
        foreach (var adapter in (ScriptedAdapter[])[world.One, world.Two])
        {
            adapter.OnFulfil = async (context, stream, call) =>
            {
                var handsOut = context.Right is Right.Access or Right.Portability;
                if (handsOut)
                {
                    await stream.WriteAsync(Misbehaviour.Record(
                        $$"""{"name":"{{Canaries.Name}}","address":"{{Canaries.Address}}","note":"{{Canaries.FreeText}}","email":"{{Canaries.Email}}"}"""));
                    await stream.WriteAsync(new FulfilResponse
                    {
                        FileChunk = new FileChunk { Category = "user.contact", Name = "letter.txt", Content = ByteString.CopyFromUtf8(Canaries.FileContent), Last = true },
                    });
                }

                var outcome = Misbehaviour.Outcome(context, handsOut ? 2 : 0, Answers.Part(OutcomeKind.Done, 2));
                outcome.Outcome.Selection = Answers.Selected(context, "s1", learnt);
                await stream.WriteAsync(outcome);
            };
        }
    }

    private static NewCase Person(Right right)
    {
        var request = World.NewCase(right, Canaries.Email.ToUpperInvariant());
        foreach (var (type, value) in ((string, string)[])
            [("name", Canaries.Name), ("phone", Canaries.Phone), ("customer_number", Canaries.CustomerNumber), ("session_id", Canaries.SessionId), ("ip_address", Canaries.IpAddress)])
        {
            request.Identifiers.Add(new Identifier { Type = type, Value = value });
        }

        if (right == Right.Rectification)
        {
            request.Corrections[0] = new Correction { Category = "user.contact.address", OldValue = Canaries.OldValue, NewValue = Canaries.NewValue };
        }

        return request;
    }

    private static async Task RunAsync(World world, Right right)
    {
        var answer = await world.ExecuteAsync(Person(right));
        Assert.Equal(CaseState.WaitingForPerson, answer.State);
        await world.Operators.ListStepsAsync(new ListStepsRequest { ControllerId = "test" });
        await world.Operators.CompleteStepAsync(new CompleteStepRequest
        {
            CaseId = answer.CaseId,
            SystemId = "social",
            Evidence = Canaries.Evidence,
            Actor = "staff",
            Parts = { Answers.Part(OutcomeKind.Done, 1) },
            Files = { new EvidenceFile { Name = "proof.txt", Content = ByteString.CopyFromUtf8(Canaries.FileContent) } },
        });
        var closed = await world.WaitForAsync(answer.CaseId, c => c.IsOver());
        Assert.Equal(Conclusion.Granted, closed.Conclusion);
        await world.Operators.GetCaseHistoryAsync(new GetCaseHistoryRequest { CaseId = answer.CaseId });
        if (right is Right.Access or Right.Portability)
        {
            Assert.NotEmpty(await world.Cases.DownloadAsync(answer.CaseId));
        }
    }

    /// <summary>Adapters that speak of the person in their errors, and everything else that goes wrong with them.</summary>
    private async Task FailAsync(World world)
    {
        var good = world.Two.OnFulfil;
        var words = $"{Canaries.AdapterWords} {Canaries.Email} {Canaries.FreeText}";
        var acts = new List<Func<StepContext, IServerStreamWriter<FulfilResponse>, ServerCallContext, Task>>
        {
            (_, _, _) => throw new InvalidOperationException(words),
            async (_, stream, _) =>
            {
                await stream.WriteAsync(Misbehaviour.Record($"no json: {Canaries.FreeText}"));
                await stream.WriteAsync(new FulfilResponse());
            },
            async (context, stream, _) =>
            {
                await stream.WriteAsync(new FulfilResponse { FileChunk = new FileChunk { Category = "c", Name = Canaries.Name, Content = ByteString.CopyFromUtf8("x"), Last = false } });
                await stream.WriteAsync(Misbehaviour.Outcome(context, 0, new OutcomePart { Kind = OutcomeKind.Retained, Basis = words, Category = words }));
            },
            async (_, stream, call) =>
            {
                await stream.WriteAsync(Misbehaviour.Record($$"""{"note":"{{Canaries.FreeText}}"}"""));
                call.GetHttpContext().Abort();
            },
        };
        acts.AddRange(Enum.GetValues<StatusCode>().Where(c => c != StatusCode.OK).Select(
            code => (Func<StepContext, IServerStreamWriter<FulfilResponse>, ServerCallContext, Task>)((_, _, _) => throw new RpcException(new Status(code, words)))));
        foreach (var act in acts)
        {
            world.Two.OnFulfil = act;
            var request = Person(Right.Access);
            var opened = await world.Cases.SubmitAsync(request);
            var seen = await world.WaitForAsync(
                opened.CaseId, c => c.Steps.Any(s => s.SystemId == "mail" && s.State is StepState.WaitingForAdapter or StepState.WaitingForPerson && s.Problem != Problem.Unspecified));
            _errors.Add(seen.ToString());
            await RefusedAsync(() => world.ExecuteAsync(Person(Right.Access)));
            await CancelAsync(world, opened.CaseId);
        }

        world.Two.OnFulfil = good;
    }

    /// <summary>A step that is tried again writes to the case too; then the caller is told to try again.</summary>
    private async Task CancelAsync(World world, string caseId)
    {
        while (true)
        {
            try
            {
                await world.Cases.CancelCaseAsync(new CancelCaseRequest { CaseId = caseId, Actor = "portal", Reason = Canaries.Reason });
                return;
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.Aborted)
            {
                _errors.Add(RichError.Of(e).Everything);
            }
        }
    }

    /// <summary>Callers' errors, with the person's values in the wrong places.</summary>
    private async Task RefuseAsync(World world)
    {
        var open = await world.ExecuteAsync(Person(Right.Access));
        var reused = Person(Right.Portability);
        reused.RequestId = open.RequestId;
        await RefusedAsync(() => world.ExecuteAsync(reused));
        var bad = Person(Right.Access);
        bad.Identifiers.Add(new Identifier { Type = Canaries.BadType, Value = Canaries.BadEmail });
        bad.Identifiers.Add(new Identifier { Type = "email", Value = Canaries.BadEmail });
        bad.Purposes.Add(Canaries.FreeText);
        bad.RegisterIds.Add(Canaries.Name);
        bad.Corrections.Add(new Correction { Category = "c", OldValue = Canaries.OldValue, NewValue = Canaries.OldValue });
        await RefusedAsync(() => world.ExecuteAsync(bad));
        await RefusedAsync(() => world.Cases.PlanCaseAsync(new PlanCaseRequest { NewCase = bad }).ResponseAsync);
        await RefusedAsync(() => world.ExecuteAsync(new NewCase(Person(Right.Access)) { RequestId = Canaries.Email, ControllerId = Canaries.Name }));
        await RefusedAsync(() => world.Cases.GetAsync(Canaries.Email));
        await RefusedAsync(() => world.Cases.ListCasesAsync(new ListCasesRequest { ControllerId = Canaries.Name, PageToken = Canaries.Email }).ResponseAsync);
        await RefusedAsync(() => world.Operators.RetryStepAsync(
            new RetryStepRequest { CaseId = open.CaseId, SystemId = Canaries.Name, Actor = "staff", Reason = Canaries.Reason }).ResponseAsync);
        await RefusedAsync(() => world.Operators.CompleteStepAsync(new CompleteStepRequest
        {
            CaseId = open.CaseId,
            SystemId = "social",
            Evidence = Canaries.Evidence,
            Actor = "staff\n" + Canaries.Name,
            Parts = { new OutcomePart { Kind = OutcomeKind.Retained, UntilDate = Canaries.FreeText } },
            Files = { new EvidenceFile { Name = "/" + Canaries.Name } },
        }).ResponseAsync);
        await RefusedAsync(() => world.Cases.DownloadAsync(open.CaseId, Canaries.Name + "\n"));
        var huge = Person(Right.Access);
        huge.Identifiers.Add(new Identifier { Type = "name", Value = string.Concat(Enumerable.Repeat(Canaries.FreeText, 500_000)) });
        await RefusedAsync(() => world.ExecuteAsync(huge));
        using var cancel = new CancellationTokenSource();
        var call = world.Cases.WatchCaseAsync(open.CaseId, cancel.Token);
        await cancel.CancelAsync();
        await RefusedAsync(() => call);
    }

    private async Task RefusedAsync(Func<Task> call)
    {
        var error = await RichError.FromAsync(call);
        Assert.NotEqual(StatusCode.Internal, error.Code);
        _errors.Add(error.Everything);
    }

    private void Expect(IReadOnlyCollection<string> said, string what, int atLeast)
    {
        Assert.True(said.Count >= atLeast, $"only {said.Count} {what} were heard; the test is deaf");
        Assert.Empty(said.SelectMany(_canaries.FindIn).Distinct().Take(5));
    }

    private void ExpectFiles(TempFolder folder, bool running)
    {
        var files = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Where(f => !f.Contains("controllers", StringComparison.Ordinal)).ToList();
        Assert.Contains(files, f => f.EndsWith("cases.db", StringComparison.Ordinal));
        Assert.Contains(files, f => f.EndsWith("case-keys.db", StringComparison.Ordinal));
        Assert.True(!running || files.Exists(f => f.EndsWith("cases.db-wal", StringComparison.Ordinal)));
        foreach (var file in files)
        {
            Assert.Empty(_canaries.FindIn(File.ReadAllBytes(file)).Select(f => $"{file}: {f}"));
        }
    }

    /// <summary>By a process of its own: SQLite's locks would go with a handle closed in this one.</summary>
    private static async Task CopyAsync(TempFolder from, TempFolder to)
    {
        using var copy = Process.Start("cp", ["-r", from["data"], from["keys"], to.Path]);
        await copy.WaitForExitAsync();
        Assert.Equal(0, copy.ExitCode);
    }
}

/// <summary>A message for the positive control.</summary>
public sealed record Planted(string Person);
