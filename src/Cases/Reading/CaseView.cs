using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Orchestrating;
using DsrGateway.Cases.Protecting;
using DsrGateway.Cases.Storage;

namespace DsrGateway.Cases.Reading;

/// <summary>A case as a caller may see it: what became of each system, never the person's identifiers.</summary>
internal sealed record CaseView(CaseRow Case, IReadOnlyList<StepView> Steps)
{
    /// <summary>Nobody held and somebody held whom the right does not reach are stored alike, for processes that know no such difference.</summary>
    public Conclusion Conclusion => Case.Conclusion == Conclusion.NothingHeld && Steps.Any(s => s.Document.Parts.Any(p => p.Kind == OutcomeKind.NotConcerned))
        ? Conclusion.NotConcerned
        : Case.Conclusion;
}

internal sealed record StepView(RegisterConfig Register, SystemConfig System, StepRow Row, StepDocument Document)
{
    /// <summary>How the system was found: the identifiers that selected somebody, or else those it was searched by.</summary>
    public IReadOnlyList<AskedIdentifier> FoundBy => Document.Selection is { MatchedBy.Count: > 0 } selection
        ? [.. Document.Asked.Where(a => selection.MatchedBy.Contains(a.Identifier.Type))]
        : Document.Asked;
}

/// <summary>Reads cases for callers.</summary>
internal sealed class ReadCase(CaseReader reader)
{
    /// <exception cref="CaseException">CASE_NOT_FOUND.</exception>
    public async Task<CaseView> HandleAsync(CaseId id, CancellationToken cancellation)
    {
        var snapshot = await reader.ReadAsync(id, cancellation);
        var vault = await reader.VaultAsync(snapshot.Case, cancellation);
        var config = await reader.ConfigAsync(snapshot.Case, cancellation);
        return new CaseView(snapshot.Case, [.. snapshot.Steps.Select(row => View(row, vault, config))]);
    }

    internal static StepView View(StepRow row, CaseVault vault, ControllerConfig config) =>
        View(row, vault.OpenDocument(row.Sealed, DocumentJson.Default.StepDocument, Places.Step(row.SystemId)), config);

    internal static StepView View(StepRow row, StepDocument document, ControllerConfig config)
    {
        var register = config.Registers.First(r => r.Systems.Any(s => s.Id == row.SystemId));
        return new StepView(register, register.Systems.First(s => s.Id == row.SystemId), row, document);
    }
}

/// <summary>Waits until nothing more happens to a case by itself, until the caller's time is up, or until the gateway has drained.</summary>
internal sealed class AwaitCase(ReadCase read, CaseSignals signals, TimeProvider clock, Draining draining)
{
    /// <summary>A timer takes less than 50 days; a caller may wait as long as it likes.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1);

    /// <summary>
    /// The case when it settled, or as it is when the time is up. Never throws because of the time, nor because the gateway
    /// stops: the case is durable and goes on after the restart.
    /// </summary>
    public async Task<CaseView> HandleAsync(CaseId id, DateTimeOffset until, CancellationToken cancellation)
    {
        using var subscription = signals.Subscribe(id);
        while (true)
        {
            var settled = subscription.NextSettled;
            var view = await read.HandleAsync(id, cancellation);
            if (view.Case.State != CaseState.Running || until <= clock.GetUtcNow() || draining.Over.IsCancellationRequested)
            {
                return view;
            }

            await ForAsync(settled, until, cancellation);
        }
    }

    /// <summary>Waits for the signal, the end of the time, or the end of the draining, whichever comes first.</summary>
    /// <returns>The case, if it settled and was written in this process.</returns>
    public async Task<CaseView?> ForAsync(Task<CaseView?> settled, DateTimeOffset until, CancellationToken cancellation)
    {
        var left = until - clock.GetUtcNow();
        if (left > TimeSpan.Zero)
        {
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, draining.Over);
            await Task.WhenAny(settled, Task.Delay(left < LongestDelay ? left : LongestDelay, clock, ending.Token));
            await ending.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
        }

        return settled.IsCompletedSuccessfully ? await settled : null;
    }
}

/// <summary>Follows a case: as it is, then as it is after every change, until it is over.</summary>
internal sealed class WatchCase(ReadCase read, CaseSignals signals, TimeProvider clock, Draining draining)
{
    /// <summary>How often the store is looked at though nothing was signalled: another process may have written.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    /// <exception cref="CaseException">CASE_NOT_FOUND; GATEWAY_STOPPING: an end in order would say that the case is over.</exception>
    public async IAsyncEnumerable<CaseView> HandleAsync(
        CaseId id, long afterRevision, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        using var subscription = signals.Subscribe(id);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, draining.Begun);
        var seen = afterRevision;
        while (true)
        {
            var change = subscription.NextChange;
            var view = await read.HandleAsync(id, cancellation);
            if (view.Case.Revision > seen)
            {
                seen = view.Case.Revision;
                yield return view;
            }

            if (view.Case.State is CaseState.Closed or CaseState.Cancelled)
            {
                yield break;
            }

            await Task.WhenAny(change, Task.Delay(LookAgain, clock, ending.Token));
            cancellation.ThrowIfCancellationRequested();
            if (draining.HasBegun)
            {
                throw new CaseException(ErrorReason.GatewayStopping, "This gateway process stops; watch the case again.");
            }
        }
    }
}
