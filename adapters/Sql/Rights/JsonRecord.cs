using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DsrGateway.Adapters.Sql.Databases;
using DsrGateway.Adapters.Sql.Maps;

namespace DsrGateway.Adapters.Sql.Rights;

/// <summary>A row as a JSON object with the types its columns have.</summary>
internal static class JsonRecord
{
    // å stays å: the record is read by people.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IEnumerable<(Field Field, Column Column, object? Value)> row)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            foreach (var (field, column, value) in row)
            {
                json.WritePropertyName(field.Name);
                WriteValue(json, field, column, value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>A record that is made, not read from a table.</summary>
    public static string Write(params (string Name, string Value)[] texts)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            foreach (var (name, value) in texts)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteValue(Utf8JsonWriter json, Field field, Column column, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case long or int or short when (field.IsBoolean || column.Kind == ColumnKind.Boolean) && Convert.ToInt64(value, CultureInfo.InvariantCulture) is 0 or 1:
                json.WriteBooleanValue(Convert.ToInt64(value, CultureInfo.InvariantCulture) == 1);
                break;
            case long or int or short:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case double or float when double.IsFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture)):
                json.WriteNumberValue(Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            case DateTime time:
                json.WriteStringValue(time.ToString("O", CultureInfo.InvariantCulture));
                break;
            case DateOnly date:
                json.WriteStringValue(date.ToString("O", CultureInfo.InvariantCulture));
                break;
            case byte[] bytes:
                json.WriteBase64StringValue(bytes);
                break;
            case string text when (field.IsJson || column.Kind == ColumnKind.Json) && IsJson(text):
                json.WriteRawValue(text);
                break;
            default:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
