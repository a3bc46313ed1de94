using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DsrGateway.Cases.Protecting;

namespace DsrGateway.Cases.Opening;

/// <summary>
/// Keyed hashes by which a request is told to be the same as another without either being readable. Never a bare hash:
/// e-mail addresses and phone numbers can be enumerated.
/// </summary>
internal static class Fingerprints
{
    /// <summary>Of all that the caller asked for: two uses of one request id are compared by it.</summary>
    public static byte[] Content(ControllerKeys keys, NewCase request) => Hash(
        keys, request.ControllerId, "content", request.RegisterIds.Order(StringComparer.Ordinal), request.Right.ToString(), Identifiers(request),
        Corrections(request), request.Purposes.Order(StringComparer.Ordinal), request.ReceivedAt?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) ?? "");

    /// <summary>
    /// Of the person and what is asked. All identifiers given must be equal, names too: two people behind one mailbox are
    /// two people, and pointing one to the other's case would show it to them.
    /// </summary>
    public static byte[] Person(ControllerKeys keys, NewCase request) => Hash(
        keys, request.ControllerId, "person", request.RegisterIds.Order(StringComparer.Ordinal), request.Right.ToString(), Identifiers(request),
        Corrections(request), request.Purposes.Order(StringComparer.Ordinal), "");

    private static IEnumerable<string> Identifiers(NewCase request) =>
        request.Identifiers.Select(i => $"{i.Type}={i.Value}").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Corrections(NewCase request) =>
        request.Corrections.Select(c => JsonSerializer.Serialize(new[] { c.Category, c.OldValue, c.NewValue })).Order(StringComparer.Ordinal);

    private static byte[] Hash(
        ControllerKeys keys, string controllerId, string use, IEnumerable<string> registers, string right, IEnumerable<string> identifiers,
        IEnumerable<string> corrections, IEnumerable<string> purposes, string received)
    {
        string[][] content = [[use, right, received], [.. registers], [.. identifiers], [.. corrections], [.. purposes]];
        return HMACSHA256.HashData(keys.FingerprintKey(controllerId), Encoding.UTF8.GetBytes(JsonSerializer.Serialize(content)));
    }
}
