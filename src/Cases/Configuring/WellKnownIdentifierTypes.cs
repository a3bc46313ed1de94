namespace DsrGateway.Cases.Configuring;

/// <summary>The identifier types that every controller has without naming them.</summary>
public static class WellKnownIdentifierTypes
{
    public static IReadOnlyList<IdentifierTypeConfig> All { get; } = EqualList.Of<IdentifierTypeConfig>(
    [
        new() { Type = "email", Unique = true },
        new() { Type = "phone", Unique = false },
        new() { Type = "name", Unique = false },
        new() { Type = "customer_number", Unique = true },
        new() { Type = "user_name", Unique = true },
        new() { Type = "session_id", Unique = true },
        new() { Type = "visitor_id", Unique = true },
        new() { Type = "client_id", Unique = true },
        new() { Type = "ip_address", Unique = false },
    ]);
}
