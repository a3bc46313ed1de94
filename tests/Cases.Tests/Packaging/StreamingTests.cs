using System.IO.Compression;
using System.Text.Json;

namespace DsrGateway.Cases.Packaging;

public class StreamingTests
{
    private static readonly string Filler = new('x', 1000);

    [Fact]
    public async Task Small_collections_are_read_once_however_they_are_woven()
    {
        var source = FakeSource.With("crm", [.. Woven(records: 60, collections: 3)]);
        using var package = await Package.WriteAsync(source);

        Assert.Equal(1, source.Readings);
        AssertWhole(package, records: 20, collections: 3);
    }

    [Fact]
    public async Task Large_grouped_collections_and_files_are_read_thrice_however_many_there_are()
    {
        var items = Enumerable.Range(0, 5).SelectMany(c => Enumerable.Range(0, 1000).Select(i => (PackageItem)Large("c" + c, i)))
            .Append(FakeSource.Chunk("a.txt", "a")).Append(FakeSource.Chunk("b.txt", "b")).ToArray();
        var source = FakeSource.With("crm", items);
        using var package = await Package.WriteAsync(source);

        Assert.Equal(3, source.Readings);
        AssertWhole(package, records: 1000, collections: 5);
        Assert.Equal("b", package.Text("01-crm/files/b.txt"));
    }

    [Fact]
    public async Task Large_woven_collections_come_out_whole_too()
    {
        var source = FakeSource.With("crm", [.. Woven(records: 3000, collections: 3)]);
        using var package = await Package.WriteAsync(source);

        Assert.Equal(7, source.Readings);
        AssertWhole(package, records: 1000, collections: 3);
    }

    [Fact]
    public async Task Large_collections_are_linked_and_small_ones_shown()
    {
        using var package = await Package.WriteAsync(Samples.Full());

        Assert.Contains("TELECOM_NUMBER", package.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("20077", package.Page, StringComparison.Ordinal);
        Assert.Contains("href=\"02-billing/invoices.json\"", package.Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":1}""", """{"a":1,"b":2}""")]
    [InlineData("""{"a":1}""", """{"b":1}""")]
    [InlineData("""{"a":1,"a":2}""", """{"a":1,"a":2}""")]
    [InlineData("""{"a":1}""", """{"a":[1]}""")]
    [InlineData("""{"a":1}""", """{"a":"\ud800"}""")]
    [InlineData("{}", "{}")]
    public async Task Records_that_are_no_table_have_no_csv(string first, string second)
    {
        using var package = await Package.WriteAsync(FakeSource.With("crm", FakeSource.Record("t", first), FakeSource.Record("t", second)));

        Assert.Equal(["01-crm/t.json", "index.html", "manifest.json"], package.Paths);
    }

    [Fact]
    public async Task The_columns_of_a_csv_may_come_in_another_order()
    {
        using var package = await Package.WriteAsync(FakeSource.With(
            "crm", FakeSource.Record("t", """{"a":1,"\u0062":"x"}"""), FakeSource.Record("t", """{"b":"","a":true}""")));

        Assert.Equal("\uFEFF\"a\",\"b\"\r\n1,\"x\"\r\ntrue,\"\"\r\n", package.Text("01-crm/t.csv"));
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{\"a\":1")]
    [InlineData("{\"a\":1}{}")]
    [InlineData("")]
    public async Task A_record_that_is_no_json_object_stops_the_package_without_an_end(string json)
    {
        var memory = new MemoryStream();
        var source = new FakeSource(FakeSource.Facts).Add("good", FakeSource.Record("t", "{}")).Add("bad", FakeSource.Record("t", json));

        var error = await Assert.ThrowsAsync<PackageSourceException>(
            () => PackageWriter.WriteAsync(source, new ForwardStream(memory), CancellationToken.None));

        Assert.Contains("bad", error.Message, StringComparison.Ordinal);
        Assert.NotEqual(0, memory.Length);
        Assert.Throws<InvalidDataException>(() => new ZipArchive(memory, ZipArchiveMode.Read));
    }

    [Fact]
    public async Task A_file_without_its_last_piece_stops_the_package()
    {
        await Assert.ThrowsAsync<PackageSourceException>(
            () => Package.WriteAsync(FakeSource.With("crm", FakeSource.Chunk("a", "1", isLast: false))));
        await Assert.ThrowsAsync<PackageSourceException>(
            () => Package.WriteAsync(FakeSource.With("crm", FakeSource.Chunk("a", "1", isLast: false), FakeSource.Chunk("b", "1"))));
    }

    [Fact]
    public async Task A_source_that_changes_between_readings_stops_the_package()
    {
        var reading = 0;
        var source = new FakeSource(FakeSource.Facts).Add(
            FakeSource.System("crm"), () => Enumerable.Range(0, 1000 - (100 * reading++)).Select(i => Large("c", i)));

        await Assert.ThrowsAsync<PackageSourceException>(() => Package.WriteAsync(source));
    }

    private static IEnumerable<PackageItem> Woven(int records, int collections) =>
        Enumerable.Range(0, records).Select(i => Large("c" + (i % collections), i));

    private static PackageRecord Large(string collection, int i) =>
        FakeSource.Record(collection, $$"""{"i":{{i}},"text":"{{Filler}}"}""");

    private static void AssertWhole(Package package, int records, int collections)
    {
        for (var c = 0; c < collections; c++)
        {
            Assert.Equal(records, JsonDocument.Parse(package.Content($"01-crm/c{c}.json")).RootElement.GetArrayLength());
            Assert.Equal(records + 2, package.Text($"01-crm/c{c}.csv").Split("\r\n").Length);
        }
    }
}
