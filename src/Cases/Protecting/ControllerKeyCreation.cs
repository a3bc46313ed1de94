namespace DsrGateway.Cases.Protecting;

/// <summary>Makes controllers' keys for an engine that does not run, or does not make them itself.</summary>
public static class ControllerKeyCreation
{
    /// <summary>Each controller, and whether its key was made now or was there and is the one.</summary>
    /// <param name="options">The engine's settings: the key folder and, distributed, the key database.</param>
    /// <param name="controllerIds">The controllers.</param>
    /// <param name="cancellation">Stops between two of them.</param>
    /// <exception cref="ControllerKeyException">A key that is there cannot be used, or cases are sealed under one that is not there.</exception>
    /// <exception cref="CaseException">STORE_UNAVAILABLE: the key database cannot be asked whether there is one.</exception>
    /// <exception cref="InvalidOperationException">A setting is missing.</exception>
    public static async IAsyncEnumerable<(string ControllerId, bool IsMade)> CreateAsync(
        CasesOptions options, IEnumerable<string> controllerIds, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var keys = CasesServiceCollectionExtensions.KeysOf(options);
        if (options.Engine == Engine.Embedded)
        {
            PrivateFolder.Create(options.KeyFolder);
            await using var store = new SqliteKeyStore(Path.Combine(options.KeyFolder, "case-keys.db"), keys);
            await foreach (var made in CreateAsync(new ControllerKeyCheck(keys, store), controllerIds, cancellation))
            {
                yield return made;
            }
        }
        else
        {
            await using var store = new PostgresKeyStore(options.Distributed.Read().KeyDatabase, keys, TimeProvider.System);
            await store.MigrateAsync(cancellation);
            await foreach (var made in CreateAsync(new ControllerKeyCheck(keys, store), controllerIds, cancellation))
            {
                yield return made;
            }
        }
    }

    private static async IAsyncEnumerable<(string ControllerId, bool IsMade)> CreateAsync(
        ControllerKeyCheck check, IEnumerable<string> controllerIds, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var id in controllerIds)
        {
            yield return (id, await check.CreateAsync(id, cancellation));
        }
    }
}
