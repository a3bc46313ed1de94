namespace DsrGateway.Cases.Storage;

/// <summary>
/// What was decided durably and may not have reached the broker yet. Only a store that several processes share has one: where
/// the queue dies with the process, everything under way is asked again at the start (<see cref="ICaseStore.ExpireLeasesAsync"/>).
/// </summary>
public interface IOutbox
{
    /// <summary>Takes fan-outs stored before <paramref name="storedBefore"/> that nobody holds, and holds them until <paramref name="leaseUntil"/>. Those
    /// that were taken longest ago come first, and before them those that never were, oldest first: what cannot be sent keeps back nothing that can.</summary>
    Task<IReadOnlyList<FanOut>> LeaseUnsentAsync(
        DateTimeOffset storedBefore, DateTimeOffset now, DateTimeOffset leaseUntil, int limit, CancellationToken cancellation);

    /// <summary>The broker has the fan-out's messages for all systems but these; nothing happens if it was removed meanwhile.</summary>
    Task NarrowAsync(FanOut left, CancellationToken cancellation);

    /// <summary>The broker has them.</summary>
    Task RemoveAsync(IReadOnlyCollection<Guid> fanOutIds, CancellationToken cancellation);
}
