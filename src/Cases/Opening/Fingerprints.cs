using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DsrGateway.Cases.Protecting;

namespace DsrGateway.Cases.Opening;

/// <summary>
/// Keyed hashes by which a request is told to be the same as another without either being readable. Never a bare hash:
/// e-mail addresses and phone numbers can be enumerated. What is hashed is frozen: stored cases are known by it.
/// </summary>
internal static class Fingerprints
{
    /// <summary>Of all that the caller asked for: two uses of one request id are compared by it.</summary>
    public static byte[] Content(ControllerKeys keys, NewCase request) => Hash(
        keys, request.ControllerId, ["content", request.Right.ToString(), request.ReceivedAt?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) ?? ""],
        request.RegisterIds, Identifiers(request), request.Corrections, request.Purposes);

    /// <summary>
    /// The person by all identifiers given, as gateways of before compare them. It is still written, so that such a process opens no second
    /// case beside one of ours, and ours none beside one of its.
    /// </summary>
    public static byte[] PersonAsBefore(ControllerKeys keys, NewCase request) => Hash(
        keys, request.ControllerId, ["person", request.Right.ToString(), ""], request.RegisterIds, Identifiers(request), request.Corrections, request.Purposes);

    /// <summary>The person and what is asked, by one identifier that singles a person out.</summary>
    /// <param name="keys">The controllers' keys.</param>
    /// <param name="asked">What is asked for whom.</param>
    /// <param name="identifier">The identifier in its normal form.</param>
    /// <param name="name">What the person is called, or a word for any name or for none.</param>
    public static byte[] Person(ControllerKeys keys, PersonAsked asked, string identifier, string name) => Hash(
        keys, asked.ControllerId, ["person/2", asked.Right.ToString(), name], asked.RegisterIds, [identifier], asked.Corrections, asked.Purposes);

    private static IEnumerable<string> Identifiers(NewCase request) => request.Identifiers.Select(i => $"{i.Type}={i.Value}");

    private static byte[] Hash(
        ControllerKeys keys, string controllerId, string[] head, IEnumerable<string> registers, IEnumerable<string> identifiers,
        IEnumerable<Correction> corrections, IEnumerable<string> purposes)
    {
        var corrected = corrections.Select(c => JsonSerializer.Serialize(new[] { c.Category, c.OldValue, c.NewValue }));
        string[][] content = [head, Sorted(registers), Sorted(identifiers), Sorted(corrected), Sorted(purposes)];
        return HMACSHA256.HashData(keys.FingerprintKey(controllerId), Encoding.UTF8.GetBytes(JsonSerializer.Serialize(content)));
    }

    private static string[] Sorted(IEnumerable<string> texts) => [.. texts.Order(StringComparer.Ordinal)];
}
