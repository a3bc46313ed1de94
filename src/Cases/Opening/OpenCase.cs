using DsrGateway.Cases.Deadlines;
using DsrGateway.Cases.Orchestrating;
using DsrGateway.Cases.Protecting;
using DsrGateway.Cases.Storage;
using MassTransit;

namespace DsrGateway.Cases.Opening;

/// <summary>Opens a case: checks the request, makes the case's key, writes the case in one transaction, tells the saga.</summary>
internal sealed class OpenCase(
    NewCaseValidator validator, ControllerCatalog catalog, ControllerKeys controllerKeys, ICaseKeyStore keys, ICaseStore store, IBus bus, TimeProvider clock)
{
    /// <summary>The case that was opened, or that the same request opened before.</summary>
    /// <exception cref="CaseException">INVALID_FIELDS, REQUEST_ID_REUSED, CASE_ALREADY_OPEN, STORE_FULL, STORE_UNAVAILABLE.</exception>
    public async Task<CaseId> HandleAsync(NewCase input, CancellationToken cancellation)
    {
        var request = validator.Check(input);
        var snapshot = catalog.Find(request.ControllerId)!;
        var opening = await PrepareAsync(request, snapshot, cancellation);
        var result = await store.OpenAsync(opening, cancellation);
        switch (result.Verdict)
        {
            case OpenVerdict.RequestIdReused:
                await keys.DestroyAsync(opening.Case.Id, cancellation);
                throw new CaseException(ErrorReason.RequestIdReused, "This request_id was used with other content.");
            case OpenVerdict.AlreadyOpen:
                await keys.DestroyAsync(opening.Case.Id, cancellation);
                throw new CaseException(ErrorReason.CaseAlreadyOpen, "The same person has an open case of the same right and content.")
                {
                    Metadata = new Dictionary<string, string> { ["case_id"] = result.CaseId.ToString() },
                };
            case OpenVerdict.SameRequest:
                await keys.DestroyAsync(opening.Case.Id, cancellation);
                return result.CaseId;
            default:
                Failpoints.Reach(Failpoint.OpenAfterCommit);
                await bus.Publish(new CaseOpened(result.CaseId.Value), CancellationToken.None);
                Failpoints.Reach(Failpoint.OpenAfterPublish);
                return result.CaseId;
        }
    }

    private async Task<CaseToOpen> PrepareAsync(NewCase request, ConfigSnapshot snapshot, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var received = request.ReceivedAt is { } stated && stated < now ? stated : now;
        var id = CaseId.New();
        Failpoints.Reach(Failpoint.OpenBeforeKey);
        var vault = new CaseVault(id, await keys.CreateAsync(id, request.ControllerId, cancellation));
        Failpoints.Reach(Failpoint.OpenAfterKey);
        var document = new CaseDocument { Identifiers = request.Identifiers, Corrections = request.Corrections, Purposes = request.Purposes };
        var row = new CaseRow
        {
            Id = id,
            ControllerId = request.ControllerId,
            RequestId = request.RequestId,
            Right = request.Right,
            RegisterIds = request.RegisterIds,
            SnapshotId = snapshot.Id,
            State = CaseState.Running,
            SagaState = nameof(CaseStateMachine.Opened),
            ReceivedAt = received,
            OpenedAt = now,
            LegalDeadline = LegalDeadline.For(received, snapshot.Config.Country),
            DueAt = now + Leases.Case,
            Sealed = vault.SealDocument(document, DocumentJson.Default.CaseDocument, Places.Case),
        };
        return new CaseToOpen(
            row, Fingerprints.Content(controllerKeys, request), Fingerprints.Person(controllerKeys, request), snapshot,
            [new TimelineEntry(now, request.Actor, "opened")]);
    }
}
