using System.Text.Json;
using System.Text.Unicode;

namespace DsrGateway.Cases.Packaging;

/// <summary>
/// Learns whether the records of a collection are a table: objects whose values are all plain, all with the same names.
/// </summary>
internal sealed class RecordShape
{
    private List<byte[]>? columns;
    private bool[] seen = [];

    /// <summary>The column names in the order of the first record; null if the records are no table.</summary>
    public IReadOnlyList<byte[]>? Columns => IsTable ? columns : null;

    private bool IsTable { get; set; } = true;

    /// <summary>False if the bytes are not one JSON object in sound UTF-8.</summary>
    public bool Observe(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            return false;
        }

        var reader = new Utf8JsonReader(json);
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && Walk(ref reader) && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private bool Walk(ref Utf8JsonReader reader)
    {
        var isFirst = columns is null;
        columns ??= [];
        Array.Clear(seen);
        var count = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (IsTable)
            {
                IsTable = TakeName(ref reader, isFirst, count++);
            }

            reader.Read();
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                IsTable = false;
                reader.Skip();
            }
            else if (IsTable && reader.TokenType == JsonTokenType.String)
            {
                IsTable = CanBeDecoded(ref reader);
            }
        }

        if (isFirst)
        {
            seen = new bool[columns.Count];
        }

        IsTable = IsTable && count == columns.Count && count > 0;
        return true;
    }

    private bool TakeName(ref Utf8JsonReader reader, bool isFirst, int position)
    {
        if (!CanBeDecoded(ref reader))
        {
            return false;
        }

        var index = IndexOf(columns!, ref reader, position);
        if (isFirst)
        {
            columns!.Add(JsonText.Decode(ref reader));
            return index < 0;
        }

        if (index < 0 || seen[index])
        {
            return false;
        }

        return seen[index] = true;
    }

    /// <summary>Looks at the expected place first: records nearly always keep one order.</summary>
    internal static int IndexOf(IReadOnlyList<byte[]> columns, ref Utf8JsonReader reader, int expected)
    {
        if (expected < columns.Count && reader.ValueTextEquals(columns[expected]))
        {
            return expected;
        }

        for (var i = 0; i < columns.Count; i++)
        {
            if (reader.ValueTextEquals(columns[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool CanBeDecoded(ref Utf8JsonReader reader) => !reader.ValueIsEscaped || JsonText.TryDecode(ref reader, out _);
}
