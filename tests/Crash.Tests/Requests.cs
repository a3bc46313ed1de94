using DsrGateway.V1;

namespace DsrGateway.Crash.Tests;

/// <summary>Requests of fresh people.</summary>
internal static class Requests
{
    public static NewCase New(Right right, Scenario scenario)
    {
        var id = Guid.NewGuid().ToString();
        var unknown = scenario is Scenario.Information or Scenario.Cancel;
        return new NewCase
        {
            RequestId = id,
            ControllerId = "test",
            RegisterIds = { scenario == Scenario.ByHand ? ["customers", "paper"] : ["customers"] },
            Right = right,
            Actor = "portal",
            Identifiers = { unknown ? new Identifier { Type = "name", Value = "Person " + id } : Email(id) },
            Corrections = { right == Right.Rectification ? [new Correction { Category = "user.contact.email", OldValue = "old@example.fi", NewValue = "new@example.fi" }] : [] },
        };
    }

    public static Identifier Email(string requestId) => new() { Type = "email", Value = $"p{requestId.Replace("-", "", StringComparison.Ordinal)}@example.fi" };
}
