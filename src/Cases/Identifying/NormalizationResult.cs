using System.Diagnostics.CodeAnalysis;

namespace DsrGateway.Cases.Identifying;

/// <summary>The identifier in the one form in which it is compared, or the fault for which it is refused.</summary>
public sealed record NormalizationResult
{
    public Identifier? Identifier { get; private init; }

    public IdentifierFault? Fault { get; private init; }

    [MemberNotNullWhen(true, nameof(Identifier))]
    [MemberNotNullWhen(false, nameof(Fault))]
    public bool IsNormalized => Identifier is not null;

    internal static NormalizationResult Of(string type, string value) => new() { Identifier = new Identifier(type, value) };

    internal static NormalizationResult Refused(IdentifierFaultCode code, string description) =>
        new() { Fault = new IdentifierFault(code, description) };
}
