namespace DsrGateway.Cases.Storage;

/// <summary>
/// The ends of cases that portals are not told of yet. Each is written in the transaction that ends its case
/// (<see cref="CaseChange.CallbackId"/>), and throws what <see cref="ICaseStore"/> throws.
/// </summary>
public interface ICallbackStore
{
    /// <summary>Takes those of one controller that are due, the longest due first, and holds them until <paramref name="leaseUntil"/>.</summary>
    Task<IReadOnlyList<Callback>> LeaseDueCallbacksAsync(
        string controllerId, DateTimeOffset now, DateTimeOffset leaseUntil, int limit, CancellationToken cancellation);

    /// <summary>The portal has them.</summary>
    Task RemoveCallbacksAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation);

    /// <summary>Counts a failed attempt of each, unless the lease was lost and somebody else holds it.</summary>
    Task DeferCallbacksAsync(IReadOnlyCollection<CallbackDeferral> deferrals, CancellationToken cancellation);
}
