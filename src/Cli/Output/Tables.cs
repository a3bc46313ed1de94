using Spectre.Console;

namespace DsrGateway.Cli.Output;

internal static class Tables
{
    public static Table New(params ReadOnlySpan<string> columns)
    {
        var table = new Table { Border = TableBorder.Simple, ShowRowSeparators = false };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))) { NoWrap = false });
        }

        return table;
    }

    /// <summary>Text only: what comes from the wire is never read as the table library's markup. Lines are ours to break.</summary>
    public static Text Cell(string text, Style? style = null) =>
        new(string.Join('\n', text.Split('\n').Select(Plain.Of)), style);
}
