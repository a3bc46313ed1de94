using System.Buffers;
using System.Text.Json;

namespace DsrGateway.Cases.Packaging;

/// <summary>
/// Turns flat records into RFC 4180 lines: commas, CRLF, text always quoted. Numbers stay bare: JSON's grammar leaves no room for a
/// formula in them. <see cref="CsvText"/> keeps texts inert, under whichever separator the file is opened.
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

        if (type == JsonTokenType.String || BeginsLineWithMinus(index, type, text))
        {
            CsvText.Write(line, text);
            return;
        }

        // An empty cell for null, an empty quoted one for an empty text.
        line.Write(type == JsonTokenType.Null ? default : text);
    }

    /// <summary>With another separator the whole line is one cell, and a negative number at its start makes a formula of it.</summary>
    private bool BeginsLineWithMinus(int index, JsonTokenType type, ReadOnlySpan<byte> text) =>
        index == 0 && cells.Length > 1 && type == JsonTokenType.Number && text[0] == (byte)'-';
}
