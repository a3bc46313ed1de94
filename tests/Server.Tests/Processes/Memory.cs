using System.Diagnostics;
using DsrGateway.TestKit;
using DsrGateway.V1;
using Grpc.Core;
using Xunit.Abstractions;

namespace DsrGateway.Server.Tests.Processes;

/// <summary>A result larger than memory should be goes through the gateway in pieces. DSR_LARGE=1 takes 2 GiB in place of 256 MiB.</summary>
public class Memory(ITestOutputHelper output)
{
    private const long Bound = 64L << 20;
    private const int RecordBytes = 1_000_000;

    private static readonly long Total = Environment.GetEnvironmentVariable("DSR_LARGE") == "1" ? 2L << 30 : 256L << 20;

    private static readonly string Controller = World.Controller.Replace("limits: { timeout: 2s }", "limits: { timeout: 1m }");

    [Fact]
    public async Task A_large_result_and_its_package_need_no_more_than_64_MiB()
    {
        using var folder = new TempFolder();
        await using var one = await ScriptedAdapter.StartAsync();
        TestGateway.Configure(folder, Controller);
        await using var gateway = await GatewayProcess.StartAsync(
            folder, new Dictionary<string, string> { ["one"] = one.Address, ["two"] = one.Address }, null, "--Logging:LogLevel:Default=Warning",
            "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information");
        await RunAsync(gateway, one, "warm@example.fi", 8L << 20);

        var before = gateway.Memory();
        gateway.ResetPeakMemory();
        var clock = Stopwatch.StartNew();
        var (caseId, records) = await ReceiveAsync(gateway, one, "large@example.fi", Total);
        var received = (Peak: gateway.PeakMemory(), clock.Elapsed);
        gateway.ResetPeakMemory();
        clock.Restart();
        var packed = await CountAsync(gateway, caseId);
        var downloaded = (Peak: gateway.PeakMemory(), clock.Elapsed);

        output.WriteLine(
            $"{records} records, {Total >> 20} MiB; resident before {before >> 20} MiB; receiving: peak {received.Peak >> 20} MiB, {received.Elapsed.TotalSeconds:0} s; "
            + $"package of {packed >> 20} MiB: peak {downloaded.Peak >> 20} MiB, {downloaded.Elapsed.TotalSeconds:0} s");
        Assert.InRange(received.Peak - before, long.MinValue, Bound);
        Assert.InRange(downloaded.Peak - before, long.MinValue, Bound);
        Assert.InRange(packed, Total / 2, long.MaxValue);
    }

    private static async Task RunAsync(GatewayProcess gateway, ScriptedAdapter adapter, string email, long bytes)
    {
        var (caseId, _) = await ReceiveAsync(gateway, adapter, email, bytes);
        await CountAsync(gateway, caseId);
    }

    private static async Task<(string CaseId, long Records)> ReceiveAsync(GatewayProcess gateway, ScriptedAdapter adapter, string email, long bytes)
    {
        var records = bytes / RecordBytes;
        adapter.OnFulfil = async (context, stream, call) =>
        {
            for (var i = 0; i < records; i++)
            {
                await stream.WriteAsync(Misbehaviour.Record($$"""{"row":{{i}},"text":"{{Noise.Text(RecordBytes - 40, i)}}"}"""), call.CancellationToken);
            }

            await stream.WriteAsync(Misbehaviour.Outcome(context, records, Answers.Part(OutcomeKind.Done, records)), call.CancellationToken);
        };
        var opened = await gateway.Cases.SubmitAsync(World.NewCase(email: email));
        var closed = await gateway.Cases.WaitForAsync(opened.CaseId, c => c.IsOver(), TimeSpan.FromMinutes(15));
        Assert.Equal(records, closed.Step("crm").Parts.Sum(p => p.Count));
        return (opened.CaseId, records);
    }

    private static async Task<long> CountAsync(GatewayProcess gateway, string caseId)
    {
        using var call = gateway.Cases.DownloadPackage(new DownloadPackageRequest { CaseId = caseId, Actor = "portal" });
        long bytes = 0;
        await foreach (var piece in call.ResponseStream.ReadAllAsync())
        {
            bytes += piece.Chunk.Length;
        }

        return bytes;
    }
}

/// <summary>Text that hardly compresses, made anew for each record without the cost of random numbers for each letter.</summary>
internal static class Noise
{
    private static readonly string Pool = MakePool();

    public static string Text(int length, int seed) => string.Create(length, seed, static (span, s) =>
    {
        var from = (int)((uint)s * 2654435761u % (uint)(Pool.Length / 2));
        for (var at = 0; at < span.Length;)
        {
            var piece = Math.Min(span.Length - at, Pool.Length - from);
            Pool.AsSpan(from, piece).CopyTo(span[at..]);
            (at, from) = (at + piece, 0);
        }
    });

    private static string MakePool()
    {
        const string letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
        return string.Create(1 << 20, letters, static (span, from) =>
        {
            var state = 88172645463325252UL;
            foreach (ref var letter in span)
            {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                letter = from[(int)(state >> 58)];
            }
        });
    }
}
