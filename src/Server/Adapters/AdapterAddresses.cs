namespace DsrGateway.Server.Adapters;

/// <summary>Where each adapter listens, as configured now.</summary>
internal sealed class AdapterAddresses(IReadOnlyDictionary<string, string> addresses)
{
    private volatile IReadOnlyDictionary<string, string> _addresses = addresses;

    public IEnumerable<string> Names => _addresses.Keys;

    public string? Of(string adapter) => _addresses.GetValueOrDefault(adapter);

    public void Replace(IReadOnlyDictionary<string, string> addresses) => _addresses = addresses;
}
