namespace DsrGateway.Cases.Packaging;

/// <summary>
/// What a package is made of. The facts and the systems are small and read at once; the items of a system are streamed and
/// may be of any size.
/// </summary>
internal interface IPackageSource
{
    PackageFacts Facts { get; }

    /// <summary>The systems in the order in which the person reads them: the configuration's.</summary>
    IReadOnlyList<PackageSystem> Systems { get; }

    /// <summary>
    /// The records and files of one system. Called more than once, and must give the same items in the same order each time.
    /// Collections may be interleaved; see <see cref="PassPlanner"/> for what that costs. The pieces of one file follow one
    /// another. An item's bytes need to stay valid only until the next item is asked for.
    /// </summary>
    IAsyncEnumerable<PackageItem> ReadAsync(string systemId, CancellationToken cancellationToken);
}
