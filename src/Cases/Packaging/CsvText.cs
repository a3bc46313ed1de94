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
        AfterRareSeparator,
        CellMayBegin,
    }

    /// <summary>Spreadsheets trim what is in front of a formula, so blanks and what cannot be seen change nothing.</summary>
    private static Place After(Place place, Rune rune) => rune.Value switch
    {
        ',' or ';' or '\t' or '|' or '\r' or '\n' or '\v' or '\f' or 0x85 or 0x2028 or 0x2029 or '"' or '\'' => Place.CellMayBegin,
        _ when place == Place.CellMayBegin && IsUnseen(rune) => Place.CellMayBegin,
        ':' or '^' or '~' => Place.AfterRareSeparator,
        _ when place == Place.AfterRareSeparator && IsUnseen(rune) => Place.AfterRareSeparator,
        _ when Rune.IsWhiteSpace(rune) => Place.AfterBlank,
        _ when place == Place.AfterBlank && IsUnseen(rune) => Place.AfterBlank,
        _ => Place.Inside,
    };

    /// <summary>A blank or a colon separates for few, so it makes no formula of "a = b", "5 - 2", ":-)" or "+358 40": only of "=SUM(A1)" or "-x".</summary>
    private static bool BeginsFormula(Place place, Rune rune, ReadOnlySpan<byte> rest) => place switch
    {
        Place.CellMayBegin => IsFormulaCharacter(rune) || rune.Value == '|',
        Place.AfterBlank or Place.AfterRareSeparator => IsFormulaCharacter(rune) && rest.Length > 0 && !IsPlain(rune, rest, place),
        _ => false,
    };

    /// <summary>A sign before figures alone, such as "-5" or "+358": with a letter or a bracket it could name a cell, a function or a program.</summary>
    private static bool IsPlain(Rune sign, ReadOnlySpan<byte> rest, Place place)
    {
        if (place == Place.AfterBlank && rest[0] == (byte)' ')
        {
            return true;
        }

        if (sign.Value is not ('+' or '-') || rest[0] == (byte)')')
        {
            return rest[0] == (byte)')';
        }

        while (rest.Length > 0 && !(rest[0] == (byte)' ' && place == Place.AfterBlank))
        {
            Rune.DecodeFromUtf8(rest, out var next, out var length);
            if (Rune.IsLetter(next) || IsFormulaCharacter(next) && next.Value is not ('+' or '-') || next.Value is '(' or '|' or '!' or '$')
            {
                return false;
            }

            rest = rest[length..];
        }

        return true;
    }

    /// <summary>Also the wide forms of East Asia and the minus of mathematics, which some spreadsheets read as the plain ones.</summary>
    private static bool IsFormulaCharacter(Rune rune) =>
        rune.Value is '=' or '+' or '-' or '@' or 0xFF1D or 0xFF0B or 0xFF0D or 0xFF20 or 0x2212 or 0xFE66 or 0xFE62 or 0xFE63 or 0xFE6B;

    private static bool IsUnseen(Rune rune) =>
        Rune.IsWhiteSpace(rune) || rune.Value < ' ' || rune.Value is 0x7F or 0xFEFF or (>= 0x200B and <= 0x200F) or (>= 0x2060 and <= 0x2064);
}
