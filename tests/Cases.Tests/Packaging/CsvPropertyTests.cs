using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;

namespace DsrGateway.Cases.Packaging;

/// <summary>The CSV is opened as a spreadsheet might: with each separator, quotes obeyed or not. No cell may begin a formula.</summary>
public class CsvPropertyTests
{
    private static readonly string[] Separators = [",", ";", "\t", "|"];

    /// <summary>Few choose these, and people write them for themselves: what is after them may be "-5" or ":-)", but nothing that computes.</summary>
    private static readonly string[] RareSeparators = [":", "^", "~", " "];

    private static readonly string[] Pieces =
    [
        "=", "+", "-", "@", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20", "\u2212", ";", ",", "\t", "|", "\"", "\"\"", "'", "\n", "\r", "\r\n", " ", "\u00A0", "\u200B",
        "\uFEFF", "\u2028", "\u0085", "\v", ":", "^", "~", "+1+cmd|x", "(1)", "a", "ä", "1", "HYPERLINK(1)", "cmd|' /C calc'!A0", ";=1+1;", "\";=1+1;\"", ",=1", "\t@SUM(A1)", "x", "",
    ];

    [Theory]
    [InlineData("a;=HYPERLINK(1);b")]
    [InlineData("a;  =HYPERLINK(1);b")]
    [InlineData("a\t=1")]
    [InlineData("a\n=1")]
    [InlineData("a\r\n+1")]
    [InlineData("a;\"=1\";b")]
    [InlineData("\";=1;\"")]
    [InlineData("a;\uFF1D1")]
    [InlineData("a|-x")]
    [InlineData("a =HYPERLINK(1)")]
    [InlineData("a:=HYPERLINK(1):b")]
    [InlineData("a:+1+cmd|' /C calc'!A0")]
    [InlineData("a +1+cmd|' /C calc'!A0")]
    [InlineData("a\u2028=1")]
    [InlineData("a\u2028+1+B1")]
    [InlineData("a\v-B1")]
    public void A_formula_in_the_middle_of_a_cell_is_inert(string text) => AssertInert([[text, "x", -1], ["x", text, 2]]);

    [Fact]
    public void No_separator_finds_a_formula_in_random_cells()
    {
        var random = new Random(11);
        var formulas = 0;
        for (var run = 0; run < 4_000; run++)
        {
            var columns = random.Next(1, 4);
            var rows = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Enumerable.Range(0, columns).Select(_ => Cell(random)).ToArray()).ToArray();
            formulas += rows.Count(row => row.Any(cell => cell is string text && text.Contains('=', StringComparison.Ordinal)));
            AssertInert(rows);
        }

        Assert.InRange(formulas, 2_000, 12_000);
    }

    [Theory]
    [InlineData("plain = text")]
    [InlineData("+ 358")]
    [InlineData("lunch 11.30 - 12.15")]
    [InlineData("call +358 40 123")]
    [InlineData("aino@example.fi; matti@example.fi")]
    [InlineData("2026-12-01, 2026-12-02")]
    [InlineData("kiitos :-)")]
    [InlineData("klo 9:30 -15 astetta")]
    public void What_people_write_stays_as_it_is(string text) =>
        Assert.Equal(text, Assert.Single(Open(Write([["x", text]]), ",", CsvMode.Rfc4180), row => row.Length == 2 && row[0] == "x")[1].TrimStart('\''));

    private static object? Cell(Random random) => random.Next(8) switch
    {
        0 => random.Next(-99, 99),
        1 => null,
        2 => random.Next(2) == 0,
        _ => string.Concat(Enumerable.Range(0, random.Next(0, 7)).Select(_ => Pieces[random.Next(Pieces.Length)])),
    };

    private static void AssertInert(object?[][] rows)
    {
        var csv = Write(rows);
        foreach (var separator in Separators)
        {
            foreach (var mode in new[] { CsvMode.Rfc4180, CsvMode.NoEscape })
            {
                Assert.All(Open(csv, separator, mode), row => Assert.DoesNotContain(row, cell => IsLive(cell)));
            }
        }
    }

    /// <summary>As a spreadsheet: blanks and what is unseen in front count for nothing, and so do quotes around; a plain number is none.</summary>
    private static bool IsLive(string cell)
    {
        var seen = cell.TrimStart(' ', '\t', '\r', '\n', '\u00A0', '\u200B', '\uFEFF', '"');
        return seen.Length > 1 && "=+-@\uFF1D\uFF0B\uFF0D\uFF20\u2212".Contains(seen[0], StringComparison.Ordinal)
            && !double.TryParse(seen.TrimEnd('"', '\r', '\n'), NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }

    /// <summary>A formula of figures alone computes nothing of anybody's.</summary>
    private static bool Computes(string cell) => cell.Any(c => char.IsLetter(c) || c is '(' or '|' or '!');

    private static string Write(object?[][] rows)
    {
        var names = rows[0].Select((_, i) => "c" + i).ToArray();
        var encoder = new CsvEncoder([.. names.Select(Encoding.UTF8.GetBytes)]);
        var bytes = new List<byte>(encoder.Header().ToArray());
        foreach (var row in rows)
        {
            bytes.AddRange(encoder.Line(JsonSerializer.SerializeToUtf8Bytes(names.Zip(row).ToDictionary(p => p.First, p => p.Second))).ToArray());
        }

        return Encoding.UTF8.GetString([.. bytes]).TrimStart('\uFEFF');
    }

    private static List<string[]> Open(string csv, string separator, CsvMode mode)
    {
        var options = new CsvReaderOptions { Separator = separator[0], Mode = mode, HasHeader = false, SkipEmptyLines = false };
        using var reader = CsvReader.FromText(csv, options);
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add(reader.Current.ToArray());
        }

        return rows;
    }
}
