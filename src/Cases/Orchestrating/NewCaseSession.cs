using DsrGateway.Cases.Storage;

namespace DsrGateway.Cases.Orchestrating;

/// <summary>A case that is not stored yet: its first commit opens it, together with all that was decided on it.</summary>
internal sealed class NewCaseSession(ICaseStore store, CaseToOpen opening) : ICaseSession
{
    public CaseRow Case => opening.Case;

    public IReadOnlyList<StepRow> Steps => [];

    /// <summary>How opening went; null before the commit.</summary>
    public OpenResult? Result { get; private set; }

    /// <summary>Zero if another case stands in its place; then nothing was stored.</summary>
    public async Task<long> CommitAsync(CaseChange change, CancellationToken cancellation)
    {
        Result = await store.OpenAsync(
            opening with
            {
                Case = change.Case,
                Steps = change.Steps,
                Timeline = [.. opening.Timeline, .. change.Timeline],
                FanOut = change.FanOut,
                CallbackId = change.CallbackId,
            },
            cancellation);
        return Result.Verdict == OpenVerdict.Opened ? 1 : 0;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
