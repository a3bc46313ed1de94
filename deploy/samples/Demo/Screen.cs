using System.Globalization;
using Spectre.Console;

namespace DsrGateway.Demo;

/// <summary>What the person at the terminal sees. Values are escaped: data is never taken for markup.</summary>
internal static class Screen
{
    public static void Title(string title) => AnsiConsole.Write(new Rule($"[bold]{Markup.Escape(title)}[/]").LeftJustified());

    public static void Tell(string what) => Line($"[grey]> {what}[/]");

    public static void Line(FormattableString markup) => AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, markup);
}
