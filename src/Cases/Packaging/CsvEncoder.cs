using System.Buffers;
using System.Text;
using System.Text.Json;

namespace DsrGateway.Cases.Packaging;

/// <summary>
/// Turns flat records into RFC 4180 lines: commas, CRLF, text always quoted. A text that a spreadsheet would take for a formula
/// gets an apostrophe in front (the JSON file beside it holds the text as it is). Numbers stay bare: JSON's grammar leaves
/// no room for a formula in them.
/// </summary>
internal sealed class CsvEncoder(IReadOnlyList<byte[]> columns)
{
    // Spreadsheets guess the encoding of a file without this mark, and guess wrong for ä and ö.
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly ArrayBufferWriter<byte> line = new(1024);
    private readonly (JsonTokenType Type, byte[] Text)[] cells = new (JsonTokenType, byte[])[columns.Count];

    public ReadOnlyMemory<byte> Header()
    {
        line.ResetWrittenCount();
        line.Write(ByteOrderMark);
        for (var i = 0; i < columns.Count; i++)
        {
            WriteCell(i, JsonTokenType.String, columns[i]);
        }

        line.Write("\r\n"u8);
        return line.WrittenMemory;
    }

    /// <summary>The bytes are valid until the next call.</summary>
    public ReadOnlyMemory<byte> Line(ReadOnlySpan<byte> json)
    {
        Read(json);
        line.ResetWrittenCount();
        for (var i = 0; i < cells.Length; i++)
        {
            WriteCell(i, cells[i].Type, cells[i].Text);
        }

        line.Write("\r\n"u8);
        return line.WrittenMemory;
    }

    private void Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        for (var position = 0; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; position++)
        {
            var index = RecordShape.IndexOf(columns, ref reader, position);
            reader.Read();
            var text = reader.TokenType == JsonTokenType.String ? JsonText.Decode(ref reader) : reader.ValueSpan.ToArray();
            cells[index] = (reader.TokenType, text);
        }
    }

    private void WriteCell(int index, JsonTokenType type, ReadOnlySpan<byte> text)
    {
        if (index > 0)
        {
            line.Write(","u8);
        }

        if (type != JsonTokenType.String)
        {
            // An empty cell for null, an empty quoted one for an empty text.
            line.Write(type == JsonTokenType.Null ? default : text);
            return;
        }

        line.Write("\""u8);
        if (LooksLikeFormula(text))
        {
            line.Write("'"u8);
        }

        for (var quote = text.IndexOf((byte)'"'); quote >= 0; quote = text.IndexOf((byte)'"'))
        {
            line.Write(text[..(quote + 1)]);
            line.Write("\""u8);
            text = text[(quote + 1)..];
        }

        line.Write(text);
        line.Write("\""u8);
    }

    /// <summary>Spreadsheets trim what is in front and read the wide forms of East Asia as the plain ones.</summary>
    private static bool LooksLikeFormula(ReadOnlySpan<byte> text)
    {
        if (text.Length > 0 && text[0] is (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            return true;
        }

        while (Rune.DecodeFromUtf8(text, out var rune, out var length) == OperationStatus.Done)
        {
            if (!Rune.IsWhiteSpace(rune) && rune.Value >= ' ' && rune.Value is not (0xFEFF or (>= 0x200B and <= 0x200F)))
            {
                return rune.Value is '=' or '+' or '-' or '@' or '|' or 0xFF1D or 0xFF0B or 0xFF0D or 0xFF20 or 0x2212;
            }

            text = text[length..];
        }

        return false;
    }
}
