using DsrGateway.Cases;
using DsrGateway.Cases.Storage;

namespace DsrGateway.Bench.ByHand;

/// <summary>Where the two stores lie.</summary>
internal interface IGrownEngine : IAsyncDisposable
{
    Task<ICaseStore> EmptyAsync(CancellationToken cancellation);

    /// <summary>A store with so many open cases, put there by few statements: opening each would take hours.</summary>
    Task<ICaseStore> FilledAsync(GrownCases cast, int cases, CancellationToken cancellation);

    /// <summary>What a database does by itself some time after it was filled is done now, so that it does not happen while it is measured.</summary>
    Task SettleAsync(CancellationToken cancellation);

    /// <summary>Cases of the filled store, from anywhere in it.</summary>
    Task<IReadOnlyList<CaseId>> SomeIdsAsync(CancellationToken cancellation);
}

/// <summary>One of the two stores, and cases that are in it.</summary>
internal sealed record GrownSide(ICaseStore Store, IReadOnlyList<CaseId> Ids);
