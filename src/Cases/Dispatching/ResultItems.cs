using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace DsrGateway.Cases.Dispatching;

public enum ResultItemKind : byte
{
    Record = 1, FilePiece = 2, LastFilePiece = 3,
}

/// <summary>A record or a piece of a file, as it came from an adapter.</summary>
/// <param name="Name">A record's collection, a file's name.</param>
public sealed record ResultItem(ResultItemKind Kind, string Category, string Name, ReadOnlyMemory<byte> Content);

/// <summary>Items in a piece: kind, then category, name and content, each behind its length. An item never spans pieces.</summary>
internal static class ResultItems
{
    /// <summary>What an item takes in a piece.</summary>
    public static long SizeOf(ResultItem item) =>
        1 + 4 + Encoding.UTF8.GetByteCount(item.Category) + 4 + Encoding.UTF8.GetByteCount(item.Name) + 4 + (long)item.Content.Length;

    public static void Append(ArrayBufferWriter<byte> buffer, ResultItem item)
    {
        buffer.GetSpan(1)[0] = (byte)item.Kind;
        buffer.Advance(1);
        AppendText(buffer, item.Category);
        AppendText(buffer, item.Name);
        AppendLength(buffer, item.Content.Length);
        buffer.Write(item.Content.Span);
    }

    public static IEnumerable<ResultItem> Read(ReadOnlyMemory<byte> piece)
    {
        while (piece.Length > 0)
        {
            var kind = (ResultItemKind)piece.Span[0];
            piece = piece[1..];
            var category = Encoding.UTF8.GetString(Take(ref piece).Span);
            var name = Encoding.UTF8.GetString(Take(ref piece).Span);
            yield return new ResultItem(kind, category, name, Take(ref piece));
        }
    }

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> piece)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(piece.Span);
        var content = piece.Slice(4, length);
        piece = piece[(4 + length)..];
        return content;
    }

    private static void AppendText(ArrayBufferWriter<byte> buffer, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        AppendLength(buffer, length);
        Encoding.UTF8.GetBytes(text, buffer.GetSpan(length));
        buffer.Advance(length);
    }

    private static void AppendLength(ArrayBufferWriter<byte> buffer, int length)
    {
        BinaryPrimitives.WriteInt32LittleEndian(buffer.GetSpan(4), length);
        buffer.Advance(4);
    }
}
