namespace DsrGateway.AdapterKit;

/// <summary>What Describe says of the adapter itself.</summary>
public sealed record AdapterIdentity(string Name, string Version);
