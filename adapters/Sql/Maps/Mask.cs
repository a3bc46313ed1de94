using System.Security.Cryptography;
using System.Text;

namespace DsrGateway.Adapters.Sql.Maps;

internal enum MaskKind
{
    Null,
    Text,
    Random,
    Hash,
    Hmac,
    Preserve,
}

/// <summary>
/// One of Fides' masking strategies. Every strategy can tell a masked value from one that is not: Verify needs it, and so does a second
/// erasure, which must find nothing to do.
/// </summary>
internal sealed record Mask(MaskKind Kind, string Text = "", string Suffix = "", int Length = 30, bool IsLong = false)
{
    /// <summary>Below this, a masked value could not be told from a name.</summary>
    public const int LeastLength = 16;

    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    public string? Apply(string value, int? limit, byte[]? key)
    {
        var suffix = Suffix;
        var masked = Kind switch
        {
            MaskKind.Null => null,
            MaskKind.Text => Text,
            MaskKind.Random => RandomNumberGenerator.GetString(Letters, Length),
            // A salt of the moment that nobody keeps: equal values get different masks, and no list of guesses finds the value.
            MaskKind.Hash => Hex(HMAC(RandomNumberGenerator.GetBytes(32), value)),
            MaskKind.Hmac => Hex(HMAC(key ?? throw new InvalidOperationException("hmac needs the system's masking_key."), value)),
            _ => value,
        };
        if (masked is null || Kind == MaskKind.Preserve)
        {
            return masked;
        }

        return limit is { } length && masked.Length + suffix.Length > length ? masked[..Math.Max(0, length - suffix.Length)] + suffix : masked + suffix;
    }

    public bool IsMasked(string? value, int? limit)
    {
        if (value is null || Kind == MaskKind.Preserve)
        {
            return true;
        }

        switch (Kind)
        {
            case MaskKind.Null:
                return false;
            case MaskKind.Text:
                return value == Apply(value, limit, null);
            default:
                var body = value.EndsWith(Suffix, StringComparison.Ordinal) ? value[..^Suffix.Length] : null;
                return body is { Length: >= LeastLength } && body.All(IsMaskLetter) && body.Length == BodyLength(limit);
        }
    }

    public int BodyLength(int? limit)
    {
        var full = Kind == MaskKind.Random ? Length : IsLong ? 128 : 64;
        return limit is { } length ? Math.Min(full, length - Suffix.Length) : full;
    }

    private bool IsMaskLetter(char c) => Kind == MaskKind.Random ? char.IsAsciiLetterLower(c) : char.IsAsciiHexDigitLower(c);

    private byte[] HMAC(byte[] key, string value) =>
        IsLong ? HMACSHA512.HashData(key, Encoding.UTF8.GetBytes(value)) : HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(value));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
