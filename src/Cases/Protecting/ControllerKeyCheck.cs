namespace DsrGateway.Cases.Protecting;

/// <summary>
/// Whether this process can work for its controllers: each key's file is there and usable, and it is the key that all processes use.
/// Asked at the start and before a changed configuration is taken over, never on the way of a case.
/// </summary>
public sealed class ControllerKeyCheck(ControllerKeys keys, ICaseKeyStore store)
{
    /// <summary>Looks at the files alone, before anything is put together.</summary>
    public static IReadOnlyList<string> FaultsOfFiles(CasesOptions options, IEnumerable<string> controllerIds) =>
        [.. controllerIds.Select(CasesServiceCollectionExtensions.KeysOf(options).Fault).OfType<string>()];

    /// <summary>Looks at the files alone.</summary>
    public IReadOnlyList<string> FaultsOfFiles(IEnumerable<string> controllerIds) => [.. controllerIds.Select(keys.Fault).OfType<string>()];

    /// <summary>Every fault of these controllers' keys, with what to do; none if this process can work for them.</summary>
    /// <exception cref="CaseException">STORE_UNAVAILABLE: the key store cannot be asked.</exception>
    public async Task<IReadOnlyList<string>> FaultsAsync(IEnumerable<string> controllerIds, CancellationToken cancellation)
    {
        var faults = new List<string>();
        foreach (var id in controllerIds)
        {
            if (keys.Fault(id) is { } fault)
            {
                faults.Add(fault);
            }
            else if (keys.Exists(id))
            {
                faults.AddRange(await store.AcceptsAsync(id, cancellation) ? [] : [keys.NotTheOne(id).Message]);
            }
            else if (await store.HasKeysAsync(id, cancellation))
            {
                faults.Add(keys.Lost(id).Message);
            }
        }

        return faults;
    }

    /// <summary>Makes the key of a controller that has none anywhere. A key that is there already is looked at and left alone.</summary>
    /// <returns>Whether it was made now.</returns>
    /// <exception cref="ControllerKeyException">A key that is there cannot be used, or cases are sealed under one that is not there.</exception>
    /// <exception cref="CaseException">STORE_UNAVAILABLE: the key store cannot be asked whether there is one.</exception>
    public async Task<bool> CreateAsync(string controllerId, CancellationToken cancellation)
    {
        if (!keys.Exists(controllerId) && await store.HasKeysAsync(controllerId, cancellation))
        {
            throw keys.Lost(controllerId);
        }

        var isMade = keys.Make(controllerId);
        if (await store.AcceptsAsync(controllerId, cancellation))
        {
            return isMade;
        }

        if (isMade)
        {
            // Somebody else's key was accepted in between; nothing is sealed under this one.
            keys.TakeBack(controllerId);
        }

        throw keys.NotTheOne(controllerId);
    }
}

/// <summary>Keeps a process whose keys cannot be used from starting: it would take work that others could do.</summary>
internal sealed class ControllerKeysAtStart(ControllerKeyCheck check, ControllerCatalog catalog)
{
    /// <exception cref="ControllerKeyException">A key cannot be used; every fault, a line each.</exception>
    /// <exception cref="CaseException">STORE_UNAVAILABLE: the key store cannot be asked.</exception>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        var faults = await check.FaultsAsync(catalog.All.Select(c => c.Id), cancellation);
        if (faults.Count > 0)
        {
            throw new ControllerKeyException(string.Join(Environment.NewLine, faults));
        }
    }
}
