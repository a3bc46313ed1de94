using System.Buffers;
using System.Text;

namespace DsrGateway.Cases.Packaging;

/// <summary>
/// A quoted CSV text in which no spreadsheet finds a formula, whatever it takes for the separator: Finland's and Sweden's take the
/// semicolon. An apostrophe goes before each character that begins a formula and stands where a cell could begin: at the start, after a
/// separator, a quote or a line's end. The JSON file beside it holds the text as it is.
/// </summary>
internal static class CsvText
{
    public static void Write(IBufferWriter<byte> line, ReadOnlySpan<byte> text)
    {
        line.Write("\""u8);
        var place = Place.CellMayBegin;
        if (LengthOfLeadingFormula(text) is var lead and > 0)
        {
            line.Write("'"u8);
            line.Write(text[..lead]);
            place = IsBreak(text[lead - 1]) ? Place.CellMayBegin : Place.Inside;
            text = text[lead..];
        }

        while (text.Length > 0)
        {
            Rune.DecodeFromUtf8(text, out var rune, out var length);
            if (BeginsFormula(place, rune, text[length..]))
            {
                line.Write("'"u8);
            }

            line.Write(text[..length]);
            if (rune.Value == '"')
            {
                line.Write("\""u8);
            }

            place = After(place, rune);
            text = text[length..];
        }

        line.Write("\""u8);
    }

    /// <summary>Blanks in front of a formula belong behind the apostrophe; 0 if the text begins with none. A tab, a line's end or a bar in front counts as one.</summary>
    private static int LengthOfLeadingFormula(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (at < text.Length)
        {
            Rune.DecodeFromUtf8(text[at..], out var rune, out var length);
            if (IsFormulaCharacter(rune))
            {
                return at + length;
            }

            if (!IsUnseen(rune) || IsBreak(text[at]))
            {
                break;
            }

            at += length;
        }

        return text.Length > 0 && IsBreak(text[0]) ? 1 : 0;
    }

    private static bool IsBreak(byte character) => character is (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'|';

    private enum Place
    {
        Inside,
        AfterBlank,
        CellMayBegin,
    }

    /// <summary>Spreadsheets trim what is in front of a formula, so blanks and what cannot be seen change nothing.</summary>
    private static Place After(Place place, Rune rune) => rune.Value switch
    {
        ',' or ';' or '\t' or '|' or '\r' or '\n' or '"' or '\'' => Place.CellMayBegin,
        _ when place == Place.CellMayBegin && IsUnseen(rune) => Place.CellMayBegin,
        _ when Rune.IsWhiteSpace(rune) => Place.AfterBlank,
        _ when place == Place.AfterBlank && IsUnseen(rune) => Place.AfterBlank,
        _ => Place.Inside,
    };

    /// <summary>A blank is a separator for few, so a blank alone makes no formula of "a = b", "5 - 2" or "+358 40": only of "=SUM(A1)" or "-x".</summary>
    private static bool BeginsFormula(Place place, Rune rune, ReadOnlySpan<byte> rest) => place switch
    {
        Place.CellMayBegin => IsFormulaCharacter(rune) || rune.Value == '|',
        Place.AfterBlank => IsFormulaCharacter(rune) && rest.Length > 0 && !IsPlainAfterBlank(rune, rest),
        _ => false,
    };

    private static bool IsPlainAfterBlank(Rune sign, ReadOnlySpan<byte> rest)
    {
        Rune.DecodeFromUtf8(rest, out var next, out _);
        return Rune.IsWhiteSpace(next) || (Rune.IsDigit(next) && sign.Value is '+' or '-');
    }

    /// <summary>Also the wide forms of East Asia and the minus of mathematics, which some spreadsheets read as the plain ones.</summary>
    private static bool IsFormulaCharacter(Rune rune) =>
        rune.Value is '=' or '+' or '-' or '@' or 0xFF1D or 0xFF0B or 0xFF0D or 0xFF20 or 0x2212 or 0xFE66 or 0xFE62 or 0xFE63 or 0xFE6B;

    private static bool IsUnseen(Rune rune) =>
        Rune.IsWhiteSpace(rune) || rune.Value < ' ' || rune.Value is 0x7F or 0xFEFF or (>= 0x200B and <= 0x200F) or (>= 0x2060 and <= 0x2064);
}
