namespace DsrGateway.Cases.Protecting;

/// <summary>What became of one controller's key.</summary>
/// <param name="ControllerId">The controller.</param>
/// <param name="IsMade">True if it was made now; false if it was there already and is the one.</param>
/// <param name="Fault">A key that is there cannot be used, or cases are sealed under one that is not there; else null.</param>
public sealed record CreatedKey(string ControllerId, bool IsMade, ControllerKeyException? Fault);

/// <summary>Makes controllers' keys for an engine that does not run, or does not make them itself.</summary>
public static class ControllerKeyCreation
{
    /// <summary>Each controller and what became of its key; one that cannot be made keeps no other from being made.</summary>
    /// <param name="options">The engine's settings: the key folder and, distributed, the key database.</param>
    /// <param name="controllerIds">The controllers.</param>
    /// <param name="cancellation">Stops between two of them.</param>
    /// <exception cref="CaseException">STORE_UNAVAILABLE: the key database cannot be asked whether there is one.</exception>
    /// <exception cref="InvalidOperationException">A setting is missing.</exception>
    public static async IAsyncEnumerable<CreatedKey> CreateAsync(
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
            try
            {
                await store.MigrateAsync(cancellation);
            }
            catch (CaseException e)
            {
                throw new CaseException(e.Reason, $"The key database ({options.Distributed.KeyDatabasePlace()}): {e.Message}", e);
            }

            await foreach (var made in CreateAsync(new ControllerKeyCheck(keys, store), controllerIds, cancellation))
            {
                yield return made;
            }
        }
    }

    private static async IAsyncEnumerable<CreatedKey> CreateAsync(
        ControllerKeyCheck check, IEnumerable<string> controllerIds, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var id in controllerIds)
        {
            yield return await CreateAsync(check, id, cancellation);
        }
    }

    private static async Task<CreatedKey> CreateAsync(ControllerKeyCheck check, string id, CancellationToken cancellation)
    {
        try
        {
            return new CreatedKey(id, await check.CreateAsync(id, cancellation), null);
        }
        catch (ControllerKeyException e)
        {
            return new CreatedKey(id, IsMade: false, e);
        }
    }
}
