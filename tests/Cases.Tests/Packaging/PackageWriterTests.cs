using System.Security.Cryptography;
using System.Text.Json;

namespace DsrGateway.Cases.Packaging;

public class PackageWriterTests
{
    [Fact]
    public async Task Each_system_has_a_folder_with_its_records_as_json_and_csv_and_its_files()
    {
        using var package = await Package.WriteAsync(FakeSource.With(
            "crm",
            FakeSource.Record("customers", """{"id":1,"name":"Aino"}"""),
            FakeSource.Record("customers", """{"id":2,"name":"Väinö"}"""),
            FakeSource.Record("orders", """{"id":7,"rows":[1,2]}"""),
            FakeSource.Chunk("letter.txt", "Dear ", isLast: false),
            FakeSource.Chunk("letter.txt", "Aino")));

        Assert.Equal(
            ["01-crm/customers.json", "01-crm/customers.csv", "01-crm/orders.json", "01-crm/files/letter.txt", "index.html", "manifest.json"],
            package.Paths);
        var customers = JsonDocument.Parse(package.Content("01-crm/customers.json")).RootElement;
        Assert.Equal(["Aino", "Väinö"], customers.EnumerateArray().Select(record => record.GetProperty("name").GetString()));
        Assert.Equal("\uFEFF\"id\",\"name\"\r\n1,\"Aino\"\r\n2,\"Väinö\"\r\n", package.Text("01-crm/customers.csv"));
        Assert.Equal("Dear Aino", package.Text("01-crm/files/letter.txt"));
    }

    [Fact]
    public async Task The_manifest_lists_every_other_entry_with_its_size_and_hash()
    {
        using var package = await Package.WriteAsync(Samples.Full());

        var listed = package.Manifest.GetProperty("entries").EnumerateArray().ToDictionary(entry => entry.GetProperty("path").GetString()!);
        Assert.Equal(package.Paths.Order(), listed.Keys.Append("manifest.json").Order());
        Assert.All(listed, entry =>
        {
            var content = package.Content(entry.Key);
            Assert.Equal(content.Length, entry.Value.GetProperty("size").GetInt64());
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), entry.Value.GetProperty("sha256").GetString());
        });
    }

    [Fact]
    public async Task The_manifest_tells_what_became_of_each_system()
    {
        using var package = await Package.WriteAsync(Samples.Full());

        var billing = package.Manifest.GetProperty("systems").EnumerateArray()
            .Single(system => system.GetProperty("systemId").GetString() == "billing");
        Assert.Equal("ENDED", billing.GetProperty("state").GetString());
        var refused = billing.GetProperty("parts").EnumerateArray().Single(part => part.GetProperty("kind").GetString() == "REFUSED");
        Assert.Equal("RIGHTS_OF_OTHERS", refused.GetProperty("ground").GetString());
        Assert.Equal("crm", billing.GetProperty("foundBy")[0].GetProperty("originSystemId").GetString());
    }

    [Fact]
    public async Task The_same_input_at_the_same_time_gives_the_same_bytes()
    {
        using var first = await Package.WriteAsync(Samples.Full());
        using var second = await Package.WriteAsync(Samples.Full());

        Assert.Equal(first.Bytes, second.Bytes);
    }

    [Fact]
    public async Task A_case_without_systems_or_data_still_has_its_page_and_manifest()
    {
        using var none = await Package.WriteAsync(new FakeSource(FakeSource.Facts));
        using var empty = await Package.WriteAsync(new FakeSource(FakeSource.Facts).Add(
            FakeSource.System("crm") with { Parts = [new("", OutcomeKind.NothingHeld)] }, () => []));

        Assert.Equal(["index.html", "manifest.json"], none.Paths);
        Assert.Equal(["index.html", "manifest.json"], empty.Paths);
        Assert.Contains("no data about you was found", empty.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_access_and_portability_have_a_package()
    {
        var source = new FakeSource(FakeSource.Facts with { Right = Right.Erasure });

        await Assert.ThrowsAsync<ArgumentException>(() => Package.WriteAsync(source));
    }

    [Theory]
    [InlineData("fi", "Kopio henkilötiedoistasi", "Tietosuojavaltuutetun toimisto")]
    [InlineData("sv-FI", "En kopia av dina personuppgifter", "Dataombudsmannens byrå")]
    [InlineData("en", "A copy of your personal data", "Data Protection Ombudsman")]
    [InlineData("de", "A copy of your personal data", "Data Protection Ombudsman")]
    public async Task The_page_speaks_the_controllers_language(string language, string title, string authority)
    {
        using var package = await Package.WriteAsync(Samples.Full(language));

        Assert.Contains(title, package.Page, StringComparison.Ordinal);
        Assert.Contains(authority, package.Page, StringComparison.Ordinal);
        Assert.Contains($"lang=\"{(language == "de" ? "en" : language[..2])}\"", package.Page, StringComparison.Ordinal);
    }
}
