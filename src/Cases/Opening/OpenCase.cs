using System.Security.Cryptography;
using DsrGateway.Cases.Deadlines;
using DsrGateway.Cases.Orchestrating;
using DsrGateway.Cases.Protecting;
using DsrGateway.Cases.Storage;

namespace DsrGateway.Cases.Opening;

/// <summary>Opens a case: checks the request, takes a key for it, and lets the saga plan it and write it in one transaction.</summary>
internal sealed class OpenCase(
    NewCaseValidator validator, ControllerCatalog catalog, ControllerKeys controllerKeys, CaseKeyPool pool, ICaseKeyStore keys, ICaseStore store, SagaRunner saga,
    Draining draining, Rush rush, TimeProvider clock)
{
    /// <summary>The case that was opened, or that the same request opened before.</summary>
    /// <param name="input">What is asked.</param>
    /// <param name="beforeCommit">Told the case's id before anybody else can know it.</param>
    /// <param name="cancellation">Stops the opening, not the case.</param>
    /// <exception cref="CaseException">INVALID_FIELDS, REQUEST_ID_REUSED, CASE_ALREADY_OPEN, STORE_FULL, STORE_UNAVAILABLE, GATEWAY_STOPPING.</exception>
    public async Task<CaseId> HandleAsync(NewCase input, CancellationToken cancellation, Action<CaseId>? beforeCommit = null)
    {
        draining.RefuseNewWork();
        using var opening = rush.Enter();
        var asBefore = validator.CheckAsBefore(input);
        NewCase request;
        try
        {
            request = validator.Check(input);
        }
        catch (CaseException) when (asBefore is not null)
        {
            // What only a gateway of before accepted may be the repeat of a request that it accepted.
            if (await FindBeforeAsync(asBefore, cancellation) is { } repeated)
            {
                return repeated;
            }

            throw;
        }

        Failpoints.Reach(Failpoint.OpenBeforeKey);
        var (id, key) = await pool.TakeAsync(request.ControllerId, cancellation);
        var vault = new CaseVault(id, key);
        Failpoints.Reach(Failpoint.OpenAfterKey);
        beforeCommit?.Invoke(id);
        var snapshot = catalog.Find(request.ControllerId)!;
        var session = new NewCaseSession(store, Opening(request, asBefore, id, snapshot, vault));
        await using var work = CaseWork.New(session, vault, snapshot.Config, catalog, clock);
        await saga.DecideAsync(new CaseOpened(id.Value) { Work = work }, cancellation);
        return await AnswerAsync(session.Result!, id, cancellation);
    }

    private async Task<CaseId> AnswerAsync(OpenResult result, CaseId id, CancellationToken cancellation)
    {
        if (result.CaseId != id)
        {
            await keys.DestroyAsync(id, cancellation);
        }

        return result.Verdict switch
        {
            OpenVerdict.Opened or OpenVerdict.SameRequest => result.CaseId,
            OpenVerdict.RequestIdReused => throw new CaseException(ErrorReason.RequestIdReused, "This request_id was used with other content."),
            // Which case it is, only who opened it is told: an identifier can be known to others than its owner.
            _ => throw new CaseException(ErrorReason.CaseAlreadyOpen, "The same person has an open case of the same right and content."),
        };
    }

    private async Task<CaseId?> FindBeforeAsync(NewCase asBefore, CancellationToken cancellation)
    {
        var stored = await store.FindRequestAsync(asBefore.ControllerId, asBefore.RequestId, cancellation);
        return stored is not null && stored.ContentHash.AsSpan().SequenceEqual(Fingerprints.Content(controllerKeys, asBefore)) ? stored.CaseId : null;
    }

    private CaseToOpen Opening(NewCase request, NewCase? asBefore, CaseId id, ConfigSnapshot snapshot, CaseVault vault)
    {
        var now = clock.Now();
        var received = request.ReceivedAt is { } stated && stated < now ? stated.Floor() : now;
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
            Sealed = vault.SealDocument(document, DocumentJson.Default.CaseDocument, Places.Case),
        };
        var marks = PersonAsked.By(request).Marks(controllerKeys, snapshot.Config);
        return new CaseToOpen(
            row, Fingerprints.Content(controllerKeys, asBefore ?? request), PersonHash(asBefore, marks), snapshot, [new TimelineEntry(now, request.Actor, "opened")])
        {
            ContentHashNow = Fingerprints.Content(controllerKeys, request),
            Persons = marks,
        };
    }

    /// <summary>
    /// How a gateway of before tells the person. It takes namesakes for one; so where nothing singles the person out, it is told something that
    /// is nobody's.
    /// </summary>
    private byte[] PersonHash(NewCase? asBefore, PersonMarks marks) =>
        asBefore is null || marks.Kept.Count == 0 ? RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes) : Fingerprints.PersonAsBefore(controllerKeys, asBefore);
}
