namespace DsrGateway.Adapters.Sql.Maps;

/// <summary>Something in a data map that cannot be worked with.</summary>
internal sealed record MapFault(string File, long Line, string Path, string Message)
{
    public override string ToString() => $"{File}({Line}): {Path}: {Message}";
}

/// <summary>A data map is at fault; lists everything at once.</summary>
internal sealed class MapFaultException(IReadOnlyList<MapFault> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<MapFault> Faults { get; } = faults;
}
