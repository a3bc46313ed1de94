using DsrGateway.Cases;
using DsrGateway.Cases.Storage;

namespace DsrGateway.StoreContract;

/// <summary>What every <see cref="ICaseStore"/> promises. Inherit it and hand out a fresh store.</summary>
public abstract partial class CaseStoreContract : IAsyncLifetime
{
    private StoreWorld<ICaseStore> _world = null!;

    protected ICaseStore Store => _world.Store;

    protected static DateTimeOffset Noon => Given.Noon;

    public async Task InitializeAsync() => _world = await CreateAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    /// <summary>A fresh, empty store of its own.</summary>
    protected abstract Task<StoreWorld<ICaseStore>> CreateAsync();

    private async Task<CaseId> OpenAsync(CaseToOpen? opening = null)
    {
        var result = await Store.OpenAsync(opening ?? Given.Opening(), default);
        Assert.Equal(OpenVerdict.Opened, result.Verdict);
        return result.CaseId;
    }

    /// <summary>Opens a case and fans out to these systems in round 1.</summary>
    private async Task<CaseId> OpenAskedAsync(params string[] systems)
    {
        var id = await OpenAsync();
        await ChangeAsync(id, c => c with { Round = 1, Pending = systems.Length, DueAt = null }, [.. systems.Select((s, i) => Given.Running(s, ordinal: i))]);
        return id;
    }

    private async Task<long> ChangeAsync(CaseId id, Func<CaseRow, CaseRow> change, params StepRow[] steps)
    {
        await using var session = await Store.BeginAsync(id, default);
        return await session!.CommitAsync(new CaseChange(change(session.Case), steps, []), default);
    }

    private async Task<CaseRow> CaseAsync(CaseId id) => (await Store.ReadAsync(id, default))!.Case;

    private async Task<StepRow> StepAsync(CaseId id, string systemId) => (await Store.ReadAsync(id, default))!.Steps.Single(s => s.SystemId == systemId);

    private async Task<List<ResultPiece>> PiecesAsync(CaseId id, string systemId, Guid attempt)
    {
        var pieces = new List<ResultPiece>();
        await foreach (var piece in Store.ReadPiecesAsync(id, systemId, attempt, default))
        {
            pieces.Add(piece);
        }

        return pieces;
    }

    private static StepKey Key(CaseId id, string systemId, int round = 1) => new(id, "acme", systemId, round);

    private static CaseRow Close(CaseRow row) => row with { State = CaseState.Closed, ClosedAt = Noon, Pending = 0, DueAt = null };

    private static async Task AssertReasonAsync(ErrorReason reason, Func<Task> act) =>
        Assert.Equal(reason, (await Assert.ThrowsAsync<CaseException>(act)).Reason);

    private static void AssertSame(CaseRow expected, CaseRow actual)
    {
        Assert.Equal(expected.RegisterIds, actual.RegisterIds);
        Assert.Equal(expected.Sealed, actual.Sealed);
        Assert.Equal(expected with { RegisterIds = actual.RegisterIds, Sealed = actual.Sealed }, actual);
    }

    private static void AssertSame(StepRow expected, StepRow actual)
    {
        Assert.Equal(expected.Sealed, actual.Sealed);
        Assert.Equal(expected with { Sealed = actual.Sealed }, actual);
    }
}
