namespace DsrGateway.Cases.Identifying;

/// <summary>Why an identifier is refused, for programs. Names are stable: a portal may translate them.</summary>
public enum IdentifierFaultCode
{
    TypeMalformed,
    Empty,
    TooLong,
    ForbiddenCharacter,
    MixedScripts,
    CompatibilityCharacter,
    EmailMalformed,
    PhoneMalformed,
    IpAddressMalformed,
}

/// <summary>Why an identifier is refused, and what would be right. Never holds the value.</summary>
public sealed record IdentifierFault(IdentifierFaultCode Code, string Description);
