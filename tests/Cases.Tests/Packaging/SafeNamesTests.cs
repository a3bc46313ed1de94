using System.Text;

namespace DsrGateway.Cases.Packaging;

public class SafeNamesTests
{
    [Theory]
    [InlineData("report.pdf", "report.pdf")]
    [InlineData("../../etc/passwd", "_.._etc_passwd")]
    [InlineData("..", "file")]
    [InlineData("", "file")]
    [InlineData("///", "file")]
    [InlineData("C:\\Windows\\x.dll", "C__Windows_x.dll")]
    [InlineData("con", "_con")]
    [InlineData("NUL.tar.gz", "_NUL.tar.gz")]
    [InlineData("com1 .txt", "_com1 .txt")]
    [InlineData("COM¹", "_COM¹")]
    [InlineData("name. ", "name")]
    [InlineData("a\0b\nc", "a_b_c")]
    [InlineData("gpj.\u202Eexe", "gpj._exe")]
    [InlineData("a\u0308.txt", "ä.txt")]
    [InlineData("Sähköposti äö.eml", "Sähköposti äö.eml")]
    public void A_name_is_made_safe(string wanted, string safe) => Assert.Equal(safe, new SafeNames().Take(wanted, "file"));

    [Fact]
    public void Half_a_character_is_replaced() => Assert.Equal("_.txt", new SafeNames().Take("\uD800.txt", "file"));

    [Fact]
    public void Names_are_unique_without_regard_to_case()
    {
        var names = new SafeNames();

        Assert.Equal(
            ["A.txt", "a-2.txt", "a-2-2.txt", "A-3.txt"],
            new[] { "A.txt", "a.txt", "a-2.txt", "A.txt" }.Select(name => names.Take(name, "file")));
    }

    [Fact]
    public void A_long_name_is_cut_between_characters_and_keeps_its_ending()
    {
        var name = new SafeNames().Take(new string('ä', 500) + ".pdf", "file");

        Assert.EndsWith("ä.pdf", name, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(name), 110, 120);
    }

    [Fact]
    public async Task Weird_names_end_up_as_safe_and_distinct_entries()
    {
        using var package = await Package.WriteAsync(new FakeSource(FakeSource.Facts)
            .Add("../crm", FakeSource.Record("a/b", "{}"), FakeSource.Record("A\\b", "{}"), FakeSource.Chunk("../x", "1"), FakeSource.Chunk("../x", "2"))
            .Add("aux", FakeSource.Record("nul", "{}")));

        Assert.Equal(
            ["01-.._crm/a_b.json", "01-.._crm/A_b-2.json", "01-.._crm/files/_x", "01-.._crm/files/_x-2", "02-aux/_nul.json", "index.html", "manifest.json"],
            package.Paths);
        Assert.Equal("2", package.Text("01-.._crm/files/_x-2"));
    }
}
