using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using DsrGateway.V1;

namespace DsrGateway.Cli;

public sealed class DownloadTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("dsr-cli-");

    private string Target => Path.Combine(folder.FullName, "package.zip");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_whole_archive_appears_under_its_name_for_its_owner_alone()
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        var archive = Archive("data");
        gateway.Cases.Package = () => archive.Chunk(10);

        var result = await gateway.RunAsync("download", SampleCases.Id, "--out", Target);

        Assert.Equal(0, result.Exit);
        Assert.Equal(archive, await File.ReadAllBytesAsync(Target));
        Assert.Contains("whole, 1 entries", result.Out, StringComparison.Ordinal);
        Assert.Equal("package.zip", Assert.Single(folder.GetFiles()).Name);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Target));
        }
    }

    [Fact]
    public async Task An_existing_file_is_overwritten_by_force_only()
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        gateway.Cases.Package = () => [Archive("data")];
        await File.WriteAllTextAsync(Target, "old");

        Assert.Equal(2, (await gateway.RunAsync("download", SampleCases.Id, "--out", Target)).Exit);
        Assert.Equal("old", await File.ReadAllTextAsync(Target));
        Assert.Empty(gateway.Cases.Requests);
        Assert.Equal(0, (await gateway.RunAsync("download", SampleCases.Id, "--out", Target, "--force")).Exit);
        Assert.NotEqual("old", await File.ReadAllTextAsync(Target));
    }

    [Theory]
    [InlineData(CaseState.Running, false, false, 2, 3, "NOT FINISHED: 2 of the case's systems")]
    [InlineData(CaseState.NeedsInformation, false, false, 1, 4, "NOT FINISHED: 1 of the case's systems")]
    [InlineData(CaseState.Running, false, false, 0, 3, "NOT FINISHED: the case is not closed yet")]
    [InlineData(CaseState.Closed, true, false, 0, 0, "Not all is in the package")]
    [InlineData(CaseState.Closed, true, true, 0, 0, "all that was found is in the package")]
    public async Task How_much_of_the_answer_it_is_is_told(CaseState state, bool finished, bool allGiven, int open, int exit, string said)
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        var archive = Archive("data");
        gateway.Cases.Package = () => archive.Chunk(10);
        gateway.Cases.Summary = new PackageSummary { CaseState = state, Finished = finished, AllGiven = allGiven, OpenSystems = open };

        var result = await gateway.RunAsync("download", SampleCases.Id, "--out", Target);
        var json = await gateway.RunAsync("download", SampleCases.Id, "--out", Target, "--force", "--json");

        Assert.Equal((exit, exit), (result.Exit, json.Exit));
        Assert.Contains(said, result.Out, StringComparison.Ordinal);
        Assert.Equal(finished, result.Out.Contains("whole", StringComparison.Ordinal));
        Assert.Contains($"\"finished\":{(finished ? "true" : "false")}", json.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("empty")]
    [InlineData("other hash")]
    [InlineData("extra entry")]
    [InlineData("no manifest")]
    [InlineData("bad manifest")]
    public async Task An_archive_that_is_not_whole_is_not_kept(string fault)
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        gateway.Cases.Package = () => [fault switch
        {
            "cut" => Archive("data")[..^30],
            "empty" => [],
            "other hash" => Archive("data", content: "dota"),
            "extra entry" => Archive("data", extra: true),
            "no manifest" => Zip(("a", "b")),
            _ => Zip(("manifest.json", "{}")),
        }];

        var result = await gateway.RunAsync("download", SampleCases.Id, "--out", Target);

        Assert.Equal(7, result.Exit);
        Assert.StartsWith("error: The package is not whole:", result.Error, StringComparison.Ordinal);
        Assert.Empty(folder.GetFiles());
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_told_in_a_line()
    {
        await using var gateway = await ScriptedGateway.StartAsync();

        var result = await gateway.RunAsync("download", SampleCases.Id, "--out", Path.Combine(Target, "x", "y.zip"));

        Assert.Equal(7, result.Exit);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
    }

    private static byte[] Archive(string listed, string? content = null, bool extra = false)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(listed)));
        var manifest = $$"""{"entries":[{"path":"crm/a.json","size":{{listed.Length}},"sha256":"{{hash}}"}]}""";
        List<(string, string)> entries = [("crm/a.json", content ?? listed), ("manifest.json", manifest)];
        if (extra)
        {
            entries.Add(("evil.exe", "x"));
        }

        return Zip([.. entries]);
    }

    private static byte[] Zip(params (string Name, string Text)[] entries)
    {
        var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return memory.ToArray();
    }
}
