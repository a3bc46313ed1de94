using System.Globalization;
using System.Text;

namespace DsrGateway.Cases.Identifying;

/// <summary>
/// Characters that make two values look the same or one value look like another: controls, direction overrides, zero-width characters
/// (security.md A32). They are refused and not removed: removed, a forged value would become somebody's true one.
/// </summary>
internal static class InvisibleCharacters
{
    /// <summary>What kind was found; null when there is none.</summary>
    public static string? Explain(string value)
    {
        var rest = value.AsSpan();
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var used) != System.Buffers.OperationStatus.Done)
            {
                return "half of a character";
            }

            if (Explain(rune) is { } found)
            {
                return found;
            }

            rest = rest[used..];
        }

        return null;
    }

    private static string? Explain(Rune rune) => rune.Value switch
    {
        0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => "a character that changes the direction of writing",
        // Letters and marks by category, but drawn as nothing (Unicode: Default_Ignorable_Code_Point), and the blank braille pattern.
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0
            or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) => "a zero-width character",
        _ => Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control => "a control character",
            UnicodeCategory.Format => "a zero-width character",
            UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => "a line break",
            UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => "a character without a meaning",
            _ => null,
        },
    };
}
