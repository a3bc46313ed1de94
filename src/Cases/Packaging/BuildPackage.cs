using DsrGateway.Cases.Acting;
using DsrGateway.Cases.Opening;
using DsrGateway.Cases.Orchestrating;
using DsrGateway.Cases.Reading;

namespace DsrGateway.Cases.Packaging;

/// <summary>Hands out the package of a case; that it was taken, and by whom, is durable before its first byte leaves.</summary>
internal sealed class BuildPackage(CaseReader reader, ReadCase read, TimeProvider clock)
{
    /// <exception cref="CaseException">INVALID_FIELDS, CASE_NOT_FOUND, WRONG_STATE (no right of access or portability, or cancelled), CONFLICT.</exception>
    /// <param name="announce">Told how much of the answer the package holds, before its first byte.</param>
    public async Task HandleAsync(
        CaseId id, string actor, Stream destination, Action<CaseView, Completeness> announce, CancellationToken cancellation)
    {
        await NoteAsync(id, actor, cancellation);
        var view = await read.HandleAsync(id, cancellation);
        var source = new StoredPackageSource(
            view,
            await reader.ConfigAsync(view.Case, cancellation),
            reader.Catalog.Find(view.Case.ControllerId)?.Config,
            await reader.VaultAsync(view.Case, cancellation),
            reader.Store,
            clock.GetUtcNow());
        announce(view, Completeness.Of(view.Case.State, source.Systems));
        try
        {
            await PackageWriter.WriteAsync(source, destination, cancellation);
        }
        catch (PackageSourceException e)
        {
            throw new CaseException(ErrorReason.Conflict, "The results changed while the package was written; take it again.", e);
        }
    }

    public static void Check(string actor, List<FieldFault> faults) => NewCaseValidator.CheckActor(actor, "actor", faults);

    private async Task NoteAsync(CaseId id, string actor, CancellationToken cancellation)
    {
        var faults = new List<FieldFault>();
        Check(actor, faults);
        if (faults.Count > 0)
        {
            throw CaseException.Invalid(faults);
        }

        await using var work = await CaseWork.OpenAsync(reader, id, clock, cancellation) ?? throw CaseException.NotFound();
        if (!work.Case.Right.HandsOutData() || work.Case.State == CaseState.Cancelled)
        {
            throw Wrong.State(work.Case, "only access and portability have a package, unless cancelled");
        }

        work.Note(actor, "package.taken");
        await work.CommitAsync(null, cancellation);
    }
}
