using System.Collections.Concurrent;
using System.Diagnostics;
using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Orchestrating;
using DsrGateway.Cases.Protecting;
using DsrGateway.Cases.Reading;
using DsrGateway.Cases.Storage;
using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DsrGateway.Cases.Dispatching;

/// <summary>
/// Asks one system for one step and records how that ended. Nothing is written before the call: that the step is being
/// asked was made durable by the saga, and a repeat after a crash carries the same operation id.
/// </summary>
internal sealed class StepDispatcher(
    CaseReader reader, IAdapters adapters, SystemPipelines pipelines, AdapterWatch watch, SagaRunner saga, CaseSignals signals,
    TimeProvider clock, IOptions<DispatchOptions> options, ILogger<StepDispatcher> log)
{
    private readonly ConcurrentDictionary<StepKey, bool> _underWay = new();
    private readonly AnswerGathering<Answered> _gathering = new(clock);

    /// <summary>Runs a step; its phase if nothing of its case is being asked any more, so that the saga must look at it.</summary>
    public async Task<Phase?> RunAsync(StepKey key, CancellationToken cancellation)
    {
        if (!_underWay.TryAdd(key, true))
        {
            return null;
        }

        try
        {
            if ((JustWritten(key) ?? await reader.Store.ReadStepAsync(key.CaseId, key.SystemId, cancellation)) is not { } stored)
            {
                return null;
            }

            // A repeat of what was answered: whoever recorded the last answer may have died before it told the saga.
            var settled = IsAsked(stored, key) ? await AskAsync(await ToAskingAsync(key, stored, cancellation), cancellation)
                : stored.Case is { Pending: 0, DueAt: not null };
            return settled ? stored.Step.Phase : null;
        }
        finally
        {
            _underWay.TryRemove(key, out _);
        }
    }

    /// <summary>The step as this process wrote it a moment ago, if that is what is being asked.</summary>
    private StepSnapshot? JustWritten(StepKey key) =>
        reader.Recent.Find(key.CaseId) is { } written && written.Steps.FirstOrDefault(s => s.SystemId == key.SystemId) is { } its
        && new StepSnapshot(written.Case, its) is var step && IsAsked(step, key)
            ? step
            : null;

    /// <summary>Whether the step waits for this very asking; see also <see cref="ICaseStore.RecordAsync"/>, which looks again.</summary>
    private static bool IsAsked(StepSnapshot stored, StepKey key) =>
        stored.Step.Round == key.Round && stored.Case.ClosedAt is null && stored.Step.State is StepState.Running or StepState.WaitingForAdapter;

    private async Task<Asking> ToAskingAsync(StepKey key, StepSnapshot stored, CancellationToken cancellation)
    {
        var vault = await reader.VaultAsync(stored.Case, cancellation);
        var config = await reader.ConfigAsync(stored.Case, cancellation);
        return new Asking(
            key, stored.Case, stored.Step, vault, config.Systems.First(s => s.Id == key.SystemId),
            vault.OpenDocument(stored.Case.Sealed, DocumentJson.Default.CaseDocument, Places.Case),
            vault.OpenDocument(stored.Step.Sealed, DocumentJson.Default.StepDocument, Places.Step(key.SystemId)), config);
    }

    /// <summary>True if the saga has to look at the case: nothing of it is being asked any more, and nobody has decided yet what follows.</summary>
    private async Task<bool> AskAsync(Asking asking, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        using var company = _gathering.Enter(asking.Key.CaseId);
        var pipeline = pipelines.For(asking.Key.ControllerId, asking.System);
        try
        {
            var answer = await pipeline.AskAsync(token => CallAsync(asking, token), cancellation);
            Reach(asking.Row.Phase, Failpoint.LocateAfterAnswer, Failpoint.FulfilAfterAnswer, Failpoint.VerifyAfterAnswer);
            log.Answered(asking.Key.CaseId, asking.Key.SystemId, asking.Row.Phase, answer.State, clock.GetElapsedTime(started));
            return await company.WriteAsync(new Answered(asking, answer), answers => WriteAsync(answers, cancellation));
        }
        catch (AdapterException e) when (e.IsPassing)
        {
            watch.Suspect(asking.System.Adapter!);
            var failures = asking.Row.FailedAttempts + 1;
            log.Deferred(asking.Key.CaseId, asking.Key.SystemId, asking.Row.Phase, e.Problem, e.Rule, failures);
            Failpoints.Reach(Failpoint.DeferBeforeRecord);
            return await RecordAsync(
                new Answered(asking, new SystemAnswer(asking.Key, StepState.WaitingForAdapter, asking.Document with { Rule = e.Rule }, HistoryEvents.Of("waiting", e.Rule))
                {
                    Problem = e.Problem,
                    FailedAttempts = failures,
                    NextAttemptAt = NextAttempt(failures),
                }),
                cancellation);
        }
        catch (AdapterException e)
        {
            log.Failed(asking.Key.CaseId, asking.Key.SystemId, asking.Row.Phase, e.Problem, e.Rule);
            var (state, document) = StepProgress.AfterFailure(asking.Document, e.Rule);
            return await RecordAsync(
                new Answered(asking, new SystemAnswer(asking.Key, state, document, HistoryEvents.Of("failed", e.Rule)) { Problem = e.Problem, FailedAttempts = asking.Row.FailedAttempts + 1 }),
                cancellation);
        }
        catch (StaleStepException)
        {
            log.Stale(asking.Key.CaseId, asking.Key.SystemId, asking.Row.Phase);
            return false;
        }
    }

    private async Task<SystemAnswer> CallAsync(Asking asking, CancellationToken cancellation)
    {
        using var timeout = new IdleTimeout(asking.System.Limits.Timeout, options.Value.MaxStreamDuration, clock, cancellation);
        Reach(asking.Row.Phase, Failpoint.LocateBeforeCall, Failpoint.FulfilBeforeCall, Failpoint.VerifyBeforeCall);
        try
        {
            return asking.Row.Phase switch
            {
                Phase.Locate => await LocateAsync(asking, timeout.Token),
                Phase.Fulfil => await FulfilAsync(asking, timeout),
                Phase.Verify => await VerifyAsync(asking, timeout),
                _ => throw new UnreachableException(),
            };
        }
        catch (OperationCanceledException e) when (timeout.IsOver && !cancellation.IsCancellationRequested)
        {
            throw new AdapterException(StepRule.TimeLimit, e);
        }
    }

    private async Task<SystemAnswer> LocateAsync(Asking asking, CancellationToken cancellation)
    {
        var answer = AnswerRules.Check(await adapters.LocateAsync(asking.System.Adapter!, asking.ToCall(), cancellation), asking.Case.Right);
        var (state, document) = StepProgress.After(answer, asking.Document, asking.Request.Identifiers);
        return AnswerTo(asking, state, document);
    }

    private async Task<SystemAnswer> FulfilAsync(Asking asking, IdleTimeout timeout)
    {
        var call = asking.ToCall();
        var records = asking.Case.Right.HandsOutData() ? new RecordWatch(asking.Config, asking.Person()) : null;
        var sink = new ResultWriter(reader.Store, asking.Vault, asking.Key, asking.System.Limits, clock, timeout.SignOfLife, records);
        var outcome = await adapters.FulfilAsync(asking.System.Adapter!, call, sink, timeout.Token);
        // Before the numbers: of a file without its end they are wrong too, but that is not why.
        var last = sink.TakeLast();
        var answer = AnswerRules.Check(outcome, call, sink.Received);
        var (state, document) = StepProgress.After(
            answer, asking.Document, asking.Case.Right, last?.AttemptId, records?.Contradicts(answer.Selection) ?? false, asking.Request.Identifiers);
        return AnswerTo(asking, state, document) with { LastPiece = last };
    }

    private async Task<SystemAnswer> VerifyAsync(Asking asking, IdleTimeout timeout)
    {
        var answers = new List<VerifyAnswer>();
        foreach (var call in VerifyCalls.Of(asking.ToCall()))
        {
            answers.Add(AnswerRules.Check(await adapters.VerifyAsync(asking.System.Adapter!, call, timeout.Token), asking.Case.Right));
            timeout.SignOfLife();
        }

        var (state, document) = StepProgress.After(VerifyCalls.Join(answers), asking.Document);
        return AnswerTo(asking, state, document);
    }

    private static SystemAnswer AnswerTo(Asking asking, StepState state, StepDocument document) =>
        new(asking.Key, state, document, HistoryEvents.Of(document.Doubt is null ? $"answered.{asking.Row.Phase}" : $"held.{asking.Row.Phase}", document.Rule, withProblem: false));

    /// <summary>Writes answers to one case that came together.</summary>
    private async Task<bool> WriteAsync(IReadOnlyList<Answered> answers, CancellationToken cancellation)
    {
        if (await TryDecideAsync(answers, cancellation))
        {
            foreach (var (asking, _) in answers)
            {
                Reach(asking.Row.Phase, Failpoint.LocateAfterRecord, Failpoint.FulfilAfterRecord, Failpoint.VerifyAfterRecord);
                Reach(asking.Row.Phase, Failpoint.LocateAfterTell, Failpoint.FulfilAfterTell, Failpoint.VerifyAfterTell);
            }

            return false;
        }

        var lookings = await Task.WhenAll(answers.Select(a => RecordAsync(a, cancellation)));
        return lookings.Contains(true);
    }

    /// <summary>
    /// Where these answers are all that the case waits for, they are written together with what the saga decides on them: one
    /// transaction, and nothing is read in between. False if they are not, or if somebody wrote the case meanwhile; nothing is
    /// written then.
    /// </summary>
    private async Task<bool> TryDecideAsync(IReadOnlyList<Answered> answers, CancellationToken cancellation)
    {
        var (id, pending) = (answers[0].Asking.Key.CaseId, answers.Max(a => a.Asking.Case.Pending));
        // The pieces of a large result are counted where it is recorded.
        if (answers.Count < pending || answers.Any(a => a.Answer.LastPiece is { Sequence: > 0 }))
        {
            return false;
        }

        await using var work = reader.Recent.Find(id) is { } written
            ? await CaseWork.ResumeAsync(reader, written, clock, cancellation)
            : await CaseWork.OpenAsync(reader, id, clock, cancellation);
        if (work is null || !work.IsAnsweredBy([.. answers.Select(a => a.Answer)]))
        {
            return false;
        }

        foreach (var (_, answer) in answers)
        {
            work.Take(answer);
        }

        try
        {
            await saga.DecideAsync(new StepsAnswered(id.Value) { Work = work }, cancellation);
            return true;
        }
        catch (CaseException e) when (e.Reason == ErrorReason.Conflict)
        {
            reader.Recent.Forget(id);
            return false;
        }
    }

    private async Task<bool> RecordAsync(Answered answered, CancellationToken cancellation)
    {
        var (asking, answer) = answered;
        var now = clock.GetUtcNow();
        reader.Recent.Forget(asking.Key.CaseId);
        var recorded = await reader.Store.RecordAsync(answer.Seal(asking.Vault, now), now, cancellation);
        if (!recorded.Recorded)
        {
            log.Stale(asking.Key.CaseId, asking.Key.SystemId, asking.Row.Phase);
        }

        if (answer.State == StepState.WaitingForAdapter)
        {
            Failpoints.Reach(Failpoint.DeferAfterRecord);
        }
        else
        {
            Reach(asking.Row.Phase, Failpoint.LocateAfterRecord, Failpoint.FulfilAfterRecord, Failpoint.VerifyAfterRecord);
        }

        signals.Changed(asking.Key.CaseId);
        return recorded.Pending == 0;
    }

    private DateTimeOffset NextAttempt(int failures) => clock.GetUtcNow() + BackOff.Delay(options.Value, failures);

    internal static void Reach(Phase phase, Failpoint locate, Failpoint fulfil, Failpoint verify) =>
        Failpoints.Reach(phase switch { Phase.Locate => locate, Phase.Fulfil => fulfil, _ => verify });

    private sealed record Answered(Asking Asking, SystemAnswer Answer);
}

/// <summary>A step about to be asked, with all that the asking needs.</summary>
internal sealed record Asking(
    StepKey Key, CaseRow Case, StepRow Row, CaseVault Vault, SystemConfig System, CaseDocument Request, StepDocument Document,
    ControllerConfig Config)
{
    public StepCall ToCall() => new(Row.OperationId, Case.Id, Case.ControllerId, System.Id, Case.Right)
    {
        Identifiers = Row.Phase == Phase.Verify ? KnownHere() : [.. Document.Asked.Select(a => a.Identifier)],
        SubjectRefs = Row.Phase == Phase.Locate || !Case.Right.LooksBeforeActing() ? [] : Document.Selection?.SubjectRefs ?? [],
        Corrections = Row.Phase == Phase.Verify ? Corrected() : Request.Corrections,
        Purposes = Request.Purposes,
    };

    /// <summary>What is known to be the person's before the system answers.</summary>
    public IReadOnlyCollection<Identifying.Identifier> Person() => [.. Document.Asked.Select(a => a.Identifier), .. Request.Identifiers];

    /// <summary>Verify looks at what was corrected here; what this system never held stands nowhere, and that is no residue.</summary>
    private IReadOnlyList<Correction> Corrected()
    {
        var done = Document.Fulfilled.Where(p => p.Kind == OutcomeKind.Done).Select(p => p.Category).ToHashSet(StringComparer.Ordinal);
        Correction[] corrected = [.. Request.Corrections.Where(c => done.Contains(c.Category) || done.Contains(""))];
        return corrected.Length > 0 ? corrected : Request.Corrections;
    }

    /// <summary>Verify looks for everything that told this person apart in the system before it acted.</summary>
    private Identifying.Identifier[] KnownHere() =>
        [.. Document.Asked.Select(a => a.Identifier).Concat((Document.Selection?.Learnt ?? []).Select(l => l.Identifier)).Distinct()];
}
