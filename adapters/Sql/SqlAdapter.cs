using System.Data.Common;
using DsrGateway.AdapterKit;
using DsrGateway.Adapters.Sql.Databases;
using DsrGateway.Adapters.Sql.Rights;
using DsrGateway.Adapters.Sql.Subjects;
using DsrGateway.Adapters.Sql.Verification;
using DsrGateway.V1;

namespace DsrGateway.Adapters.Sql;

/// <summary>One database of one controller, as a system.</summary>
internal sealed class SqlAdapter(string controllerId, SqlSystem system, TimeProvider time) : ISystemAdapter, IDisposable
{
    private readonly Values _values = new(system, time);
    private readonly Ledger _ledger = new(system, time);

    public string ControllerId => controllerId;

    public SystemDescription Description { get; } = SqlDescription.Of(system);

    public SqlSystem System => system;

    public Task<LocateResponse> LocateAsync(StepContext step, CancellationToken cancellationToken) => ReachAsync(
        async () =>
        {
            await using var session = await SqlSession.BeginAsync(system.Database, writes: false, cancellationToken);
            var (person, selection) = await new Selector(system, session).SelectAsync(step.Identifiers, cancellationToken);
            var response = new LocateResponse { Selection = selection };
            if (!person.IsNobody)
            {
                response.Forecast.AddRange(await ForecastAsync(session, person, step, cancellationToken));
            }
            else if (selection.Candidates == 0)
            {
                response.Forecast.Add(Parts.NothingHeld());
            }

            return response;
        },
        cancellationToken);

    public Task<FulfilOutcome> FulfilAsync(StepContext step, FulfilWriter writer, CancellationToken cancellationToken) => ReachAsync(
        () => step.Right is Right.Access or Right.Portability ? ExportAsync(step, writer, cancellationToken) : ActAsync(step, cancellationToken), cancellationToken);

    public Task<VerifyResponse> VerifyAsync(StepContext step, CancellationToken cancellationToken) => ReachAsync(
        async () =>
        {
            await using var session = await SqlSession.BeginAsync(system.Database, writes: false, cancellationToken);
            var response = new VerifyResponse();
            response.Parts.AddRange(step.Right == Right.Erasure
                ? await new ErasureCheck(system, session, _values).RunAsync(step, cancellationToken)
                : await CheckAsync(session, step, cancellationToken));
            return response;
        },
        cancellationToken);

    /// <summary>Objections that outlived an erasure, for whoever is back since; how many rows were changed.</summary>
    public Task<long> RepeatObjectionsAsync(CancellationToken cancellationToken) =>
        ReachAsync(() => new Reimports(system, _values).RepeatObjectionsAsync(cancellationToken), cancellationToken);

    public void Dispose() => system.Dispose();

    private async Task<List<OutcomePart>> CheckAsync(SqlSession session, StepContext step, CancellationToken cancellationToken)
    {
        var (person, _) = await SelectAsync(session, step, cancellationToken);
        var checks = new ChangeChecks(system, session, _values);
        return step.Right == Right.Restriction
            ? await checks.RestrictionAsync(person, cancellationToken)
            : await checks.RectificationAsync(person, step.Corrections, cancellationToken);
    }

    private async Task<FulfilOutcome> ExportAsync(StepContext step, FulfilWriter writer, CancellationToken cancellationToken)
    {
        await using var session = await SqlSession.BeginAsync(system.Database, writes: false, cancellationToken);
        var (person, selection) = await SelectAsync(session, step, cancellationToken);
        var outcome = new FulfilOutcome { Selection = selection };
        if (selection.Candidates == 0)
        {
            outcome.Parts.AddRange(await new Export(system, session, _values, writer).RunAsync(person, step.Right, cancellationToken));
        }

        return outcome;
    }

    private async Task<FulfilOutcome> ActAsync(StepContext step, CancellationToken cancellationToken)
    {
        await _ledger.EnsureAsync(cancellationToken);
        await Keeping.EnsureAsync(system, cancellationToken);
        Failpoints.Reach(AdapterFailpoint.BeforeTransaction);
        await using var session = await SqlSession.BeginAsync(system.Database, writes: true, cancellationToken);
        var stored = await _ledger.ClaimAsync(session, step.OperationId, cancellationToken);
        Failpoints.Reach(AdapterFailpoint.AfterClaim);
        var (person, selection) = await SelectAsync(session, step, cancellationToken);
        var outcome = stored ?? new FulfilOutcome();
        outcome.Selection = selection;
        if (stored is not null)
        {
            // Whom the first call found may be gone by now; its outcome stands.
            selection.Candidates = 0;
            return outcome;
        }

        if (selection.Candidates > 0)
        {
            return outcome;
        }

        outcome.Parts.AddRange(person.IsNobody ? [Parts.NothingHeld()] : await RunAsync(session, person, step, cancellationToken));
        if (outcome.Parts.Any(part => part.Kind == OutcomeKind.Failed && part.Category.Length == 0))
        {
            return outcome;
        }

        await Ledger.RecordAsync(session, step.OperationId, outcome.Parts, cancellationToken);
        Failpoints.Reach(AdapterFailpoint.AfterEffectBeforeCommit);
        await session.CommitAsync(cancellationToken);
        Failpoints.Reach(AdapterFailpoint.AfterCommitBeforeAnswer);
        return outcome;
    }

    private async Task<List<OutcomePart>> RunAsync(SqlSession session, Person person, StepContext step, CancellationToken cancellationToken)
    {
        try
        {
            return step.Right switch
            {
                Right.Erasure => await new Erasure(system, session, _values).RunAsync(person, cancellationToken),
                Right.Rectification => await new Rectification(system, session).RunAsync(person, step, isForecast: false, cancellationToken),
                Right.Restriction => await new Restriction(system, session, _values).RunAsync(person, isForecast: false, cancellationToken),
                _ => await new Purposes(system, session, _values).RunAsync(person, step, cancellationToken),
            };
        }
        catch (DbException refusal) when (system.Database.IsRefusal(refusal))
        {
            // The database's own rules forbid it: the caller undoes everything and a person has to look.
            return [Parts.Failed()];
        }
    }

    private async Task<List<OutcomePart>> ForecastAsync(SqlSession session, Person person, StepContext step, CancellationToken cancellationToken) => step.Right switch
    {
        Right.Erasure => await new Erasure(system, session, _values).ForecastAsync(person, cancellationToken),
        Right.Rectification => await new Rectification(system, session).RunAsync(person, step, isForecast: true, cancellationToken),
        Right.Restriction => await new Restriction(system, session, _values).RunAsync(person, isForecast: true, cancellationToken),
        _ => await Holdings.CountAsync(system, session, person, cancellationToken),
    };

    private Task<(Person Person, Selection Selection)> SelectAsync(SqlSession session, StepContext step, CancellationToken cancellationToken)
    {
        var selector = new Selector(system, session);
        return step.SubjectRefs.Count > 0 ? selector.SelectAsync(step.SubjectRefs, cancellationToken) : selector.SelectAsync(step.Identifiers, cancellationToken);
    }

    private async Task<T> ReachAsync<T>(Func<Task<T>> run, CancellationToken cancellationToken)
    {
        try
        {
            await system.PrepareAsync(cancellationToken);
            return await run();
        }
        catch (DbException fault) when (system.Database.IsOutage(fault))
        {
            throw new TargetUnavailableException("The database cannot be reached.", fault);
        }
    }
}
