using System.Globalization;
using System.Text;

namespace DsrGateway.Cli.Output;

/// <summary>
/// Makes text from the wire fit for a terminal: control characters (which move cursors and set titles) and characters that turn
/// or hide text are shown by their code.
/// </summary>
internal static class Plain
{
    public static string Of(string text)
    {
        if (text.All(c => c is >= ' ' and < '\u007F'))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsHidden(rune))
            {
                plain.Append(CultureInfo.InvariantCulture, $"[U+{rune.Value:X4}]");
            }
            else
            {
                plain.Append(rune.ToString());
            }
        }

        return plain.ToString();
    }

    private static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator;
}
