using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Identifying;
using DsrGateway.Cases.Opening;
using DsrGateway.Cases.Orchestrating;
using DsrGateway.Cases.Protecting;

namespace DsrGateway.Cases.Acting;

/// <summary>Adds identifiers to an open case; the saga searches by them what it could not search before.</summary>
internal sealed class ProvideInformation(CaseReader reader, ControllerKeys keys, SagaRunner saga, TimeProvider clock)
{
    /// <exception cref="CaseException">INVALID_FIELDS, CASE_NOT_FOUND, WRONG_STATE.</exception>
    public async Task HandleAsync(CaseId id, IReadOnlyList<Identifier> identifiers, string actor, CancellationToken cancellation)
    {
        await using var work = await CaseWork.OpenAsync(reader, id, clock, cancellation) ?? throw CaseException.NotFound();
        var faults = new List<FieldFault>();
        var normal = Check(identifiers, work.Config, actor, faults);
        if (faults.Count > 0)
        {
            throw CaseException.Invalid(faults);
        }

        if (work.IsOver)
        {
            throw Wrong.State(work.Case, "nothing is searched any more");
        }

        Identifier[] all = [.. work.Document.Identifiers.Union(normal)];
        if (all.Length > NewCaseValidator.MaxIdentifiersOfCase && all.Length > work.Document.Identifiers.Count)
        {
            throw CaseException.Invalid([new("identifiers",
                $"would be {all.Length} in this case with those given before; a case takes at most {NewCaseValidator.MaxIdentifiersOfCase}")]);
        }

        work.Amend(work.Document with { Identifiers = all });
        work.Note(actor, "information.provided");
        Failpoints.Reach(Failpoint.InformationBeforeCommit);
        await saga.DecideAsync(new InformationProvided(id.Value) { Work = work }, cancellation);
        Failpoints.Reach(Failpoint.InformationAfterCommit);
        // Whoever gives the same later is the same person. If the process dies before this, another case may be opened, which does no harm.
        await reader.Store.MarkAsync(id, PersonAsked.By(work.Case, work.Document, work.Config).Marks(keys, work.Config).Kept, cancellation);
    }

    /// <param name="config">The case's; null where the case is not known.</param>
    public static IReadOnlyList<Identifier> Check(
        IReadOnlyList<Identifier> identifiers, ControllerConfig? config, string actor, List<FieldFault> faults)
    {
        NewCaseValidator.CheckActor(actor, "actor", faults);
        return NewCaseValidator.Normalise(identifiers, config, "identifiers", faults);
    }
}
