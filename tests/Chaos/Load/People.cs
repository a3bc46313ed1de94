using DsrGateway.V1;

namespace DsrGateway.Chaos.Load;

/// <summary>Requests of fresh people, each known by unmistakable values.</summary>
internal static class People
{
    /// <summary>In every personal value, and nowhere else: wherever it is found in clear, personal data leaked.</summary>
    public const string Canary = "zqxcanary";

    public static readonly Right[] Rights = [.. Enum.GetValues<Right>().Where(r => r != Right.Unspecified)];

    public static NewCase Request(string controller, Right right, bool known)
    {
        var id = Guid.NewGuid().ToString();
        return new NewCase
        {
            RequestId = id,
            ControllerId = controller,
            Right = right,
            Actor = "portal",
            Identifiers = { known ? Email(id) : new Identifier { Type = "name", Value = $"{Canary} {id}" } },
            Corrections = { right == Right.Rectification ? [new Correction { Category = "user.contact.email", OldValue = $"{Canary}.old@example.fi", NewValue = $"{Canary}.new@example.fi" }] : [] },
        };
    }

    public static Identifier Email(string requestId) => new() { Type = "email", Value = $"{Canary}{requestId.Replace("-", "", StringComparison.Ordinal)}@example.fi" };
}
