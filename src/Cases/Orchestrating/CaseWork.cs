using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Protecting;
using DsrGateway.Cases.Reading;
using DsrGateway.Cases.Storage;

namespace DsrGateway.Cases.Orchestrating;

/// <summary>One locked case, opened for one change: read, decided on, committed once.</summary>
internal sealed class CaseWork : IAsyncDisposable
{
    private readonly ICaseSession _session;
    private readonly CaseVault _vault;
    private readonly ControllerCatalog _catalog;
    private readonly TimeProvider _clock;
    private readonly List<StepDraft> _steps;
    private readonly List<TimelineEntry> _timeline = [];
    private readonly List<ResultPiece> _pieces = [];
    private readonly List<string> _withoutResult = [];
    private CaseRow _row;
    private bool _changed;

    private CaseWork(ICaseSession session, CaseVault vault, ControllerConfig config, ControllerCatalog catalog, TimeProvider clock)
    {
        (_session, _vault, _catalog, _clock, _row, Config) = (session, vault, catalog, clock, session.Case, config);
        Document = vault.OpenDocument(_row.Sealed, DocumentJson.Default.CaseDocument, Places.Case);
        WasPlanned = session.Steps.Count > 0;
        var systems = config.Systems.ToDictionary(s => s.Id);
        _steps = [.. session.Steps.Select(s => StepDraft.From(
            s, systems[s.SystemId], vault.OpenDocument(s.Sealed, DocumentJson.Default.StepDocument, Places.Step(s.SystemId))))];
    }

    /// <summary>A case that was accepted and is not stored yet.</summary>
    public static CaseWork New(NewCaseSession session, CaseVault vault, ControllerConfig config, ControllerCatalog catalog, TimeProvider clock) =>
        new(session, vault, config, catalog, clock);

    /// <summary>A case as this process wrote it last: nothing is read and nothing locked, and the commit is refused if somebody wrote it since.</summary>
    public static async Task<CaseWork> ResumeAsync(CaseReader reader, CaseSnapshot written, TimeProvider clock, CancellationToken cancellation)
    {
        var vault = await reader.VaultAsync(written.Case, cancellation);
        return new CaseWork(reader.Store.Resume(written), vault, await reader.ConfigAsync(written.Case, cancellation), reader.Catalog, clock);
    }

    public static async Task<CaseWork?> OpenAsync(CaseReader reader, CaseId id, TimeProvider clock, CancellationToken cancellation)
    {
        var session = await reader.Store.BeginAsync(id, cancellation);
        if (session is null)
        {
            return null;
        }

        try
        {
            var vault = await reader.VaultAsync(session.Case, cancellation);
            return new CaseWork(session, vault, await reader.ConfigAsync(session.Case, cancellation), reader.Catalog, clock);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    public CaseRow Case => _row;
    public CaseDocument Document { get; private set; }
    public ControllerConfig Config { get; }
    public CaseVault Vault => _vault;
    public IReadOnlyList<StepDraft> Steps => _steps;
    public bool IsOver => _row.State is CaseState.Closed or CaseState.Cancelled;
    /// <summary>Planned before this change.</summary>
    public bool WasPlanned { get; }
    public long Revision { get; private set; }
    public DateTimeOffset Now => _clock.Now();

    /// <summary>What the change that was committed starts; to be sent now.</summary>
    public FanOut? FanOut { get; private set; }

    /// <summary>What was committed; null if nothing was.</summary>
    public CaseSnapshot? Written { get; private set; }

    public StepDraft Step(string systemId) =>
        _steps.FirstOrDefault(s => s.System.Id == systemId) ?? throw new CaseException(ErrorReason.StepNotFound, "The case has no such step.");

    /// <summary>Decides what comes next, whatever brought us here.</summary>
    public void Advance()
    {
        var progress = new CaseProgress(_row.Right, Document, Config, _steps, _row.Round, Now);
        if (!WasPlanned)
        {
            progress.Plan(_row.RegisterIds);
        }

        var state = progress.Advance();
        var started = _steps.Count(s => s.Started);
        _changed |= started > 0 || state != _row.State || _steps.Any(s => s.Changed) || _row.DueAt is not null;
        _row = _row with
        {
            State = state,
            Round = started > 0 ? _row.Round + 1 : _row.Round,
            Pending = _steps.Count(s => s.State == StepState.Running),
            DueAt = null,
        };
        if (state == CaseState.Closed)
        {
            _row = _row with { ClosedAt = Now, Conclusion = progress.Conclude() };
            Note(Actors.Gateway, $"closed.{_row.Conclusion}");
        }
    }

    /// <summary>Asks a step's adapter once more, as its phase or from the act on.</summary>
    public void Restart(StepDraft step, Phase phase, bool sameOperation)
    {
        step.Start(phase, _row.Round + 1, Now, sameOperation);
        _changed = true;
        _row = _row with { State = CaseState.Running, Round = _row.Round + 1, Pending = _steps.Count(s => s.State == StepState.Running) };
    }

    public void Cancel()
    {
        _changed = true;
        _row = _row with { State = CaseState.Cancelled, ClosedAt = Now, DueAt = null, Pending = 0, SagaState = nameof(CaseStateMachine.Cancelled) };
    }

    public void Amend(CaseDocument document)
    {
        (Document, _changed) = (document, true);
        _row = _row with { Sealed = _vault.SealDocument(document, DocumentJson.Default.CaseDocument, Places.Case) };
    }

    public void Add(ResultPiece piece) => _pieces.Add(piece);

    /// <summary>Whether these are answers to what is being asked, and to all of it.</summary>
    public bool IsAnsweredBy(IReadOnlyList<SystemAnswer> answers) =>
        !IsOver
        && answers.All(a => _steps.Any(s => s.System.Id == a.Key.SystemId && s.Round == a.Key.Round && s.State is StepState.Running or StepState.WaitingForAdapter))
        && _steps.All(s => s.State != StepState.Running || answers.Any(a => a.Key.SystemId == s.System.Id));

    /// <summary>Takes what a system answered; what follows is decided when all are taken.</summary>
    public void Take(SystemAnswer answer)
    {
        Step(answer.Key.SystemId).Take(answer);
        Note(Actors.Gateway, answer.Event, answer.Key.SystemId);
        if (answer.LastPiece is { } piece)
        {
            _pieces.Add(piece);
        }
        else if (answer.State != StepState.WaitingForAdapter)
        {
            _withoutResult.Add(answer.Key.SystemId);
        }
    }

    /// <summary>Adds a line to the history; <paramref name="text"/> is what a person wrote and is sealed.</summary>
    public void Note(string actor, string what, string systemId = "", string? text = null)
    {
        _changed = true;
        _timeline.Add(new TimelineEntry(Now, actor, what, systemId, text is null ? null : _vault.Seal(System.Text.Encoding.UTF8.GetBytes(text), Places.Timeline)));
    }

    public async Task CommitAsync(string? sagaState, CancellationToken cancellation)
    {
        if (!_changed && (sagaState is null || sagaState == _row.SagaState))
        {
            Revision = _row.Revision;
            return;
        }

        var row = _row with { SagaState = sagaState ?? _row.SagaState };
        foreach (var step in _steps.Where(s => s.IsNewOperation))
        {
            step.OperationId = OperationIds.Of(_vault, step, Document);
        }

        // A step that did not change stands as it was read; a new case's steps all are changes.
        StepRow[] rows = [.. _steps.Select((s, i) => s.Changed ? Row(s) : _session.Steps[i])];
        StepDraft[] started = [.. _steps.Where(s => s.Started)];
        _timeline.AddRange(started.Select(step => new TimelineEntry(Now, Actors.Gateway, $"asked.{step.Phase}", step.System.Id)));
        var fanOut = started.Length == 0 ? null : new FanOut(Guid.NewGuid(), row.Id, row.ControllerId, started[0].Round, [.. started.Select(s => s.System.Id)]);
        var change = new CaseChange(row, [.. rows.Where((_, i) => _steps[i].Changed)], _timeline)
        {
            Pieces = _pieces,
            WithoutResult = _withoutResult,
            FanOut = fanOut,
            CallbackId = CallbackFor(row),
        };
        Revision = await _session.CommitAsync(change, cancellation);
        _row = row with { Revision = Revision };
        (FanOut, Written) = Revision > 0 ? (fanOut, new CaseSnapshot(_row, rows)) : (null, null);
    }

    /// <summary>The case as it was committed, for whoever waits for it.</summary>
    public CaseView View() => new(_row, [.. _steps.Select(s => ReadCase.View(Row(s, []), s.Document, Config))]);

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    /// <summary>Asked of the configuration as it is now: a case may be older than its controller's callback.</summary>
    private Guid? CallbackFor(CaseRow row) =>
        row.ClosedAt is not null && _session.Case.ClosedAt is null && _catalog.FindCallback(row.ControllerId) is not null ? Guid.NewGuid() : null;

    private StepRow Row(StepDraft step) => Row(step, _vault.SealDocument(step.Document, DocumentJson.Default.StepDocument, Places.Step(step.System.Id)));

    private static StepRow Row(StepDraft step, byte[] sealedDocument) => new()
    {
        SystemId = step.System.Id,
        Ordinal = step.Ordinal,
        Phase = step.Phase,
        State = step.State,
        Round = step.Round,
        OperationId = step.OperationId,
        Problem = step.Problem,
        FailedAttempts = step.FailedAttempts,
        NextAttemptAt = step.NextAttemptAt,
        Sealed = sealedDocument,
    };
}

/// <summary>Who acts when no person does.</summary>
internal static class Actors
{
    public const string Gateway = "gateway";
}
