using System.Text;
using System.Text.Json;
using DsrGateway.Cases.Packaging.Texts;

namespace DsrGateway.Cases.Packaging.Page;

/// <summary>Shows a small collection: as a table if it is one and not too wide to read, else record by record.</summary>
internal sealed class RecordsView(Html html, PageContext context, Labels labels, string collection)
{
    private const int WidestTable = 7;

    public void Write(InlineRecords inline, string name)
    {
        html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", name));
        if (inline.Columns is { Count: <= WidestTable } columns)
        {
            WriteTable(inline, [.. columns.Select(Encoding.UTF8.GetString)]);
        }
        else
        {
            foreach (var record in inline.Records)
            {
                using var document = JsonDocument.Parse(record.Json);
                WriteValue(document.RootElement);
            }
        }

        html.Close("div");
    }

    private void WriteTable(InlineRecords inline, List<string> columns)
    {
        html.Open("table").Open("thead").Open("tr");
        foreach (var column in columns)
        {
            html.Open("th", ("scope", "col")).Foreign(labels.Field(collection, column)).Close("th");
        }

        html.Close("tr").Close("thead").Open("tbody").NewLine();
        foreach (var record in inline.Records)
        {
            using var document = JsonDocument.Parse(record.Json);
            html.Open("tr");
            foreach (var column in columns)
            {
                html.Open("td", ("class", "value"));
                WriteValue(document.RootElement.GetProperty(column), column);
                html.Close("td");
            }

            html.Close("tr").NewLine();
        }

        html.Close("tbody").Close("table");
    }

    private void WriteValue(JsonElement value, string field = "")
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                html.Open("dl", ("class", "record"));
                foreach (var property in value.EnumerateObject())
                {
                    html.Open("dt").Foreign(labels.Field(collection, TextOf(property))).Close("dt").Open("dd", ("class", "value"));
                    WriteValue(property.Value, TextOf(property));
                    html.Close("dd");
                }

                html.Close("dl").NewLine();
                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0:
                html.Open("ol", ("class", "values"));
                foreach (var item in value.EnumerateArray())
                {
                    html.Open("li");
                    WriteValue(item, field);
                    html.Close("li");
                }

                html.Close("ol");
                break;
            case JsonValueKind.String when TextOf(value) is { Length: > 0 } text:
                html.Foreign(labels.Value(field, text) ?? text);
                break;
            case JsonValueKind.Number:
                html.Text(value.GetRawText());
                break;
            case JsonValueKind.True:
                html.Text(context.Texts.Systems.Yes);
                break;
            case JsonValueKind.False:
                html.Text(context.Texts.Systems.No);
                break;
            default:
                html.Element("span", context.Texts.Systems.EmptyValue, ("class", "muted"));
                break;
        }
    }

    /// <summary>JSON can write half a surrogate pair, which is no text; then the JSON itself is shown.</summary>
    private static string TextOf(JsonElement value)
    {
        try
        {
            return value.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText();
        }
    }

    private static string TextOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "?";
        }
    }
}
