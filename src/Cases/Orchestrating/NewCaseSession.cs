using DsrGateway.Cases.Storage;

namespace DsrGateway.Cases.Orchestrating;

/// <summary>A case that is not stored yet: its first commit opens it, together with all that was decided on it.</summary>
internal sealed class NewCaseSession(ICaseStore store, CaseToOpen opening) : ICaseSession
{
    public CaseRow Case => opening.Case;

    public IReadOnlyList<StepRow> Steps => [];

    /// <exception cref="NotOpenedException">Another case stands in its place; nothing was stored.</exception>
    public async Task<long> CommitAsync(CaseChange change, CancellationToken cancellation)
    {
        var result = await store.OpenAsync(
            opening with
            {
                Case = change.Case,
                Steps = change.Steps,
                Timeline = [.. opening.Timeline, .. change.Timeline],
                FanOut = change.FanOut,
                CallbackId = change.CallbackId,
            },
            cancellation);
        return result.Verdict == OpenVerdict.Opened ? 1 : throw new NotOpenedException(result);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>The request, or its person, has a case already.</summary>
internal sealed class NotOpenedException(OpenResult result) : Exception("Another case stands in its place.")
{
    public OpenResult Result => result;
}
