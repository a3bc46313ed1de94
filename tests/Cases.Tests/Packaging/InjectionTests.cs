using System.Text.RegularExpressions;

namespace DsrGateway.Cases.Packaging;

public partial class InjectionTests
{
    private const string Script = "<script>alert(1)</script><img src=x onerror=alert(1)>\\\" onload=\\\"alert(1)";

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+358401234567", "'+358401234567")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\\tx", "'\tx")]
    [InlineData("\\rx", "'\rx")]
    [InlineData("\\nx", "'\nx")]
    [InlineData("  =1+1", "'  =1+1")]
    [InlineData("\uFEFF=1", "'\uFEFF=1")]
    [InlineData("\uFF1D1", "'\uFF1D1")]
    [InlineData("a\\\",=1", "a\"\",'=1")]
    [InlineData("plain = text", "plain = text")]
    public async Task A_spreadsheet_takes_no_text_for_a_formula(string value, string cell)
    {
        using var package = await Package.WriteAsync(FakeSource.With("crm", FakeSource.Record("t", $$"""{"=head":"{{value}}","n":-5,"e":null}""")));

        Assert.Equal($"\uFEFF\"'=head\",\"n\",\"e\"\r\n\"{cell}\",-5,\r\n", package.Text("01-crm/t.csv"));
    }

    [Fact]
    public async Task No_value_becomes_markup_on_the_page()
    {
        var facts = FakeSource.Facts with
        {
            ControllerName = Script,
            ControllerContact = Script,
            CaseId = Script,
            Registers = [new() { RegisterId = "r", Name = Script, Purposes = [Script], Retention = Script, Notice = new Uri("javascript:alert(1)") }],
            Authority = new(Script, Script, new Uri("javascript:alert(2)")),
        };
        var system = new PackageSystem
        {
            SystemId = Script,
            SystemName = Script,
            RegisterId = "r",
            State = StepState.WaitingForInformation,
            IsSearched = true,
            Parts = [new(Script, OutcomeKind.Refused, 1, Ground.NationalLaw, Script, Script, Script)],
            FoundBy = [new(Script, Script)],
            InformationNeeded = [Script],
        };
        using var package = await Package.WriteAsync(new FakeSource(facts).Add(system, () =>
        [
            FakeSource.Record(Script, $$"""{"{{Script}}":"{{Script}}"}""", Script),
            FakeSource.Record("nested", $$"""{"{{Script}}":[{"{{Script}}":"{{Script}}"}]}""", Script),
            FakeSource.Chunk(Script, "x"),
            FakeSource.Chunk(Script + ".pdf", "x"),
        ]));

        var page = package.Page;
        Assert.Empty(Dangerous().Matches(page).Select(match => match.Value));
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_may_load_and_run_nothing()
    {
        using var package = await Package.WriteAsync(Samples.Full());

        var page = package.Page;
        Assert.Matches("http-equiv=\"Content-Security-Policy\" content=\"default-src &#x27;none&#x27;; style-src &#x27;sha256-", page);
        Assert.DoesNotContain("unsafe", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)\\bsrc=|@import|url\\(|<(script|link|iframe|object|embed|img|form|base)\\b", page);
    }

    [Fact]
    public async Task Characters_that_turn_or_hide_text_are_shown_by_their_code()
    {
        using var package = await Package.WriteAsync(FakeSource.With(
            "crm", FakeSource.Record("t", """{"a":"gpj.\u202Eexe","b":"zero\u200Bwidth","c":"\u2066in\u2069"}""")));

        Assert.DoesNotMatch("[\u202A-\u202E\u2066-\u2069\u200B]|&#x20[0-9a-fA-F]{2};", package.Page);
        Assert.Contains("gpj.<span class=\"code\">U+202E</span>exe", package.Page, StringComparison.Ordinal);
        Assert.Contains("U+200B", package.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_can_run_something_are_named_but_not_linked()
    {
        using var package = await Package.WriteAsync(Samples.Full());

        Assert.Contains("href=\"01-crm/files/Contract%202024%20%231.pdf\"", package.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"01-crm/files/signature.html\"", package.Page, StringComparison.Ordinal);
        Assert.Contains("signature.html", package.Page, StringComparison.Ordinal);
    }

    [GeneratedRegex("(?i)<(script|img)|\\son(load|error)=\"|javascript:")]
    private static partial Regex Dangerous();
}
