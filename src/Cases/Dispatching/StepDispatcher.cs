using System.Collections.Concurrent;
using System.Diagnostics;
using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Orchestrating;
using DsrGateway.Cases.Protecting;
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
    CaseReader reader, IAdapters adapters, SystemPipelines pipelines, AdapterWatch watch, CaseSignals signals,
    TimeProvider clock, IOptions<DispatchOptions> options, ILogger<StepDispatcher> log)
{
    private readonly ConcurrentDictionary<StepKey, bool> _underWay = new();
    private readonly AnswerGathering _gathering = new(clock);

    /// <summary>Runs a step; its phase if nothing of its case is being asked any more, so that the saga must look at it.</summary>
    public async Task<Phase?> RunAsync(StepKey key, CancellationToken cancellation)
    {
        if (!_underWay.TryAdd(key, true))
        {
            return null;
        }

        try
        {
            if (await reader.Store.ReadStepAsync(key.CaseId, key.SystemId, cancellation) is not { } stored)
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
            vault.OpenDocument(stored.Step.Sealed, DocumentJson.Default.StepDocument, Places.Step(key.SystemId)));
    }

    private async Task<bool> AskAsync(Asking asking, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        using var company = _gathering.Enter(asking.Key.CaseId);
        var pipeline = pipelines.For(asking.Key.ControllerId, asking.System);
        try
        {
            var answer = await pipeline.AskAsync(token => CallAsync(asking, token), cancellation);
            Reach(asking.Row.Phase, Failpoint.LocateAfterAnswer, Failpoint.FulfilAfterAnswer, Failpoint.VerifyAfterAnswer);
            await company.AnsweredAsync();
            log.Answered(asking.Key.CaseId, asking.Key.SystemId, asking.Row.Phase, answer.State, clock.GetElapsedTime(started));
            return await RecordAsync(asking, answer, $"answered.{asking.Row.Phase}", cancellation);
        }
        catch (AdapterException e) when (e.IsPassing)
        {
            watch.Suspect(asking.System.Adapter!);
            var failures = asking.Row.FailedAttempts + 1;
            log.Deferred(asking.Key.CaseId, asking.Key.SystemId, asking.Row.Phase, e.Problem, failures);
            Failpoints.Reach(Failpoint.DeferBeforeRecord);
            return await RecordAsync(
                asking,
                new Answer(StepState.WaitingForAdapter, asking.Document) { Problem = e.Problem, Failures = failures, NextAttemptAt = NextAttempt(failures) },
                $"waiting.{e.Problem}", cancellation);
        }
        catch (AdapterException e)
        {
            log.Failed(asking.Key.CaseId, asking.Key.SystemId, asking.Row.Phase, e.Problem, e.Message);
            var (state, document) = StepProgress.AfterFailure(asking.Document);
            return await RecordAsync(asking, new Answer(state, document) { Problem = e.Problem, Failures = asking.Row.FailedAttempts + 1 }, $"failed.{e.Problem}", cancellation);
        }
        catch (StaleStepException)
        {
            log.Stale(asking.Key.CaseId, asking.Key.SystemId, asking.Row.Phase);
            return false;
        }
    }

    private async Task<Answer> CallAsync(Asking asking, CancellationToken cancellation)
    {
        using var timeout = new IdleTimeout(asking.System.Limits.Timeout, options.Value.MaxStreamDuration, clock, cancellation);
        Reach(asking.Row.Phase, Failpoint.LocateBeforeCall, Failpoint.FulfilBeforeCall, Failpoint.VerifyBeforeCall);
        try
        {
            return asking.Row.Phase switch
            {
                Phase.Locate => await LocateAsync(asking, timeout.Token),
                Phase.Fulfil => await FulfilAsync(asking, timeout),
                Phase.Verify => await VerifyAsync(asking, timeout.Token),
                _ => throw new UnreachableException(),
            };
        }
        catch (OperationCanceledException e) when (timeout.IsOver && !cancellation.IsCancellationRequested)
        {
            throw new AdapterException(Problem.AdapterTimeout, "No answer within the system's time limit.", e);
        }
    }

    private async Task<Answer> LocateAsync(Asking asking, CancellationToken cancellation)
    {
        var answer = await adapters.LocateAsync(asking.System.Adapter!, asking.ToCall(), cancellation);
        AnswerRules.Check(answer);
        var (state, document) = StepProgress.After(answer, asking.Document);
        return new Answer(state, document);
    }

    private async Task<Answer> FulfilAsync(Asking asking, IdleTimeout timeout)
    {
        var call = asking.ToCall();
        var sink = new ResultWriter(reader.Store, asking.Vault, asking.Key, asking.System.Limits, clock, timeout.SignOfLife);
        var answer = await adapters.FulfilAsync(asking.System.Adapter!, call, sink, timeout.Token);
        AnswerRules.Check(answer, call, sink.Received);
        var last = sink.TakeLast();
        var (state, document) = StepProgress.After(answer, asking.Document, asking.Case.Right, last?.AttemptId);
        return new Answer(state, document) { LastPiece = last };
    }

    private async Task<Answer> VerifyAsync(Asking asking, CancellationToken cancellation)
    {
        var answer = await adapters.VerifyAsync(asking.System.Adapter!, asking.ToCall(), cancellation);
        AnswerRules.Check(answer);
        var (state, document) = StepProgress.After(answer, asking.Document);
        return new Answer(state, document);
    }

    private async Task<bool> RecordAsync(Asking asking, Answer answer, string what, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var recorded = await reader.Store.RecordAsync(
            new StepAnswer(
                asking.Key, answer.State, answer.Problem, answer.Failures, answer.NextAttemptAt,
                asking.Vault.SealDocument(answer.Document, DocumentJson.Default.StepDocument, Places.Step(asking.Key.SystemId)),
                new TimelineEntry(now, Actors.Gateway, what, asking.Key.SystemId))
            {
                LastPiece = answer.LastPiece,
            },
            now, cancellation);
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

    private sealed record Answer(StepState State, StepDocument Document)
    {
        public Problem Problem { get; init; }
        public int Failures { get; init; }
        public DateTimeOffset? NextAttemptAt { get; init; }
        public ResultPiece? LastPiece { get; init; }
    }
}

/// <summary>A step about to be asked, with all that the asking needs.</summary>
internal sealed record Asking(
    StepKey Key, CaseRow Case, StepRow Row, CaseVault Vault, SystemConfig System, CaseDocument Request, StepDocument Document)
{
    public StepCall ToCall() => new(Row.OperationId, Case.Id, Case.ControllerId, System.Id, Case.Right)
    {
        Identifiers = Row.Phase == Phase.Verify ? KnownHere() : [.. Document.Asked.Select(a => a.Identifier)],
        SubjectRefs = Row.Phase == Phase.Locate || !Case.Right.LooksBeforeActing() ? [] : Document.Selection?.SubjectRefs ?? [],
        Corrections = Request.Corrections,
        Purposes = Request.Purposes,
    };

    /// <summary>Verify looks for everything that told this person apart in the system before it acted.</summary>
    private Identifying.Identifier[] KnownHere() =>
        [.. Document.Asked.Select(a => a.Identifier).Concat((Document.Selection?.Learnt ?? []).Select(l => l.Identifier)).Distinct()];
}
