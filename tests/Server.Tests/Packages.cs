using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DsrGateway.TestKit;
using DsrGateway.V1;
using Google.Protobuf;
using Grpc.Core;

namespace DsrGateway.Server.Tests;

public class Packages
{
    [Theory]
    [InlineData(Right.Access)]
    [InlineData(Right.Portability)]
    public async Task A_package_opens_and_every_entry_is_as_the_manifest_says(Right right)
    {
        await using var world = await World.StartAsync();
        world.Two.OnFulfil = async (context, stream, _) =>
        {
            await stream.WriteAsync(Misbehaviour.Record("""{"nimi":"Maija","sähköposti":"maija@example.fi"}"""));
            for (var i = 0; i < 3; i++)
            {
                await stream.WriteAsync(new FulfilResponse { FileChunk = new FileChunk { Category = "user.content", Name = "kuva.bin", Content = ByteString.CopyFrom(new byte[700_000]), Last = i == 2 } });
            }

            await stream.WriteAsync(Misbehaviour.Outcome(context, 2, Answers.Part(OutcomeKind.Done, 1), Answers.Part(OutcomeKind.Done, 1, "user.content")));
        };
        var closed = await world.ExecuteAsync(World.NewCase(right));
        Assert.Equal(Conclusion.Granted, closed.Conclusion);

        using var zip = new ZipArchive(new MemoryStream(await world.Cases.DownloadAsync(closed.CaseId)));
        using var manifest = JsonDocument.Parse(Read(zip.GetEntry("manifest.json")!));
        var entries = manifest.RootElement.GetProperty("entries").EnumerateArray()
            .ToDictionary(e => e.GetProperty("path").GetString()!, e => (Size: e.GetProperty("size").GetInt64(), Hash: e.GetProperty("sha256").GetString()));

        Assert.Equal(closed.CaseId, manifest.RootElement.GetProperty("caseId").GetString());
        Assert.Equal(zip.Entries.Select(e => e.FullName).Where(n => n != "manifest.json").Order(), entries.Keys.Order());
        Assert.All(entries, e =>
        {
            var content = Read(zip.GetEntry(e.Key)!);
            Assert.Equal(e.Value, (content.LongLength, Convert.ToHexStringLower(SHA256.HashData(content))));
        });
        Assert.Contains(entries, e => e.Value.Size == 2_100_000);
        Assert.Contains("index.html", entries.Keys);
    }

    [Fact]
    public async Task A_package_of_a_case_that_goes_on_holds_what_is_answered_and_names_what_is_not()
    {
        await using var world = await World.StartAsync(World.Controller, World.NoBackOff);
        await world.Two.StopServerAsync();
        var opened = await world.Cases.SubmitAsync(World.NewCase());
        await world.WaitForAsync(opened.CaseId, c => c.Steps.Any(s => s.State == StepState.WaitingForAdapter));

        using var zip = new ZipArchive(new MemoryStream(await world.Cases.DownloadAsync(opened.CaseId)));
        using var manifest = JsonDocument.Parse(Read(zip.GetEntry("manifest.json")!));

        var summary = await SummaryAsync(world, opened.CaseId);
        Assert.Equal((false, false, 1), (summary.Finished, summary.AllGiven, summary.OpenSystems));
        Assert.Equal(CaseState.Running, summary.CaseState);
        Assert.False(manifest.RootElement.GetProperty("finished").GetBoolean());
        Assert.Contains("ei ole vielä vastannut", Encoding.UTF8.GetString(Read(zip.GetEntry("index.html")!)), StringComparison.Ordinal);
        Assert.Equal(
            ["ENDED", "WAITING_FOR_ADAPTER"], manifest.RootElement.GetProperty("systems").EnumerateArray().Select(s => s.GetProperty("state").GetString()));
    }

    [Theory]
    [InlineData(Right.Erasure)]
    [InlineData(Right.Objection)]
    public async Task Other_rights_have_no_package(Right right)
    {
        await using var world = await World.StartAsync();
        var closed = await world.ExecuteAsync(World.NewCase(right));

        var error = await RichError.FromAsync(() => world.Cases.DownloadAsync(closed.CaseId));

        Assert.Equal((StatusCode.FailedPrecondition, "WRONG_STATE"), (error.Code, error.Reason));
        var history = (await world.Operators.GetCaseHistoryAsync(new GetCaseHistoryRequest { CaseId = closed.CaseId })).Entries;
        Assert.DoesNotContain(history, h => h.Event == "package.taken");
    }

    [Fact]
    public async Task A_closed_case_of_which_something_is_kept_back_says_so_before_the_first_byte()
    {
        await using var world = await World.StartAsync();
        var whole = await world.ExecuteAsync(World.NewCase());
        world.Two.OnFulfil = async (context, stream, _) => await stream.WriteAsync(Misbehaviour.Outcome(
            context, 0, new OutcomePart { Category = "user.content", Kind = OutcomeKind.Refused, Ground = Ground.RightsOfOthers, Basis = "Art. 15(4)" }));
        var part = await world.ExecuteAsync(World.NewCase());

        var (all, some) = (await SummaryAsync(world, whole.CaseId), await SummaryAsync(world, part.CaseId));

        Assert.Equal((true, true, 0), (all.Finished, all.AllGiven, all.OpenSystems));
        Assert.Equal((true, false, 0), (some.Finished, some.AllGiven, some.OpenSystems));
        Assert.Equal(part.Revision + 1, some.Revision);
    }

    /// <summary>It comes with the first message, and with no other.</summary>
    private static async Task<PackageSummary> SummaryAsync(World world, string caseId)
    {
        using var call = world.Cases.DownloadPackage(new DownloadPackageRequest { CaseId = caseId, Actor = "portal" });
        var messages = new List<DownloadPackageResponse>();
        await foreach (var message in call.ResponseStream.ReadAllAsync())
        {
            messages.Add(message);
        }

        Assert.All(messages.Skip(1), message => Assert.Null(message.Summary));
        return messages[0].Summary;
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var bytes = new MemoryStream();
        using var stream = entry.Open();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
