using System.Diagnostics;

namespace DsrGateway.Cases.Packaging;

/// <summary>Runs alone: memory is the whole process's.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public class Alone;

[Collection(nameof(MemoryTests))]
public class MemoryTests
{
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public async Task Three_hundred_megabytes_pass_through_a_few()
    {
        var most = 0L;
        var writes = 0;
        var stream = new ForwardStream
        {
            OnWrite = () =>
            {
                if (++writes % 500 == 0)
                {
                    most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
                }
            },
        };

        // The first run pays for what is allocated once: compiled code, pools.
        await PackageWriter.WriteAsync(Source(megabytes: 4), new ForwardStream(), CancellationToken.None);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var process = Process.GetCurrentProcess();
        var residentBefore = process.WorkingSet64;
        await PackageWriter.WriteAsync(Source(megabytes: 300), stream, CancellationToken.None);
        process.Refresh();

        Assert.InRange(stream.Written, 50 * Megabyte, 400L * Megabyte);
        Assert.True(writes > 1000);
        Assert.InRange(most - before, 0, 8 * Megabyte);
        Assert.InRange(process.WorkingSet64 - residentBefore, long.MinValue, 80 * Megabyte);
    }

    /// <summary>A third each: woven records, grouped records, one file. Half of the bytes do not compress.</summary>
    private static FakeSource Source(int megabytes)
    {
        var noise = new byte[384 * 1024];
        new Random(1).NextBytes(noise);
        var text = Convert.ToBase64String(noise);
        var count = megabytes * 2 / 3;
        return new FakeSource(FakeSource.Facts).Add(FakeSource.System("crm"), () =>
            Enumerable.Range(0, count).Select(i => FakeSource.Record(i % 2 == 0 ? "even" : "odd", $$"""{"i":{{i}},"text":"{{text}}"}"""))
                .Concat<PackageItem>(Enumerable.Range(0, count * 4 / 3).Select(i =>
                    new PackageFileChunk("user.content", "film.mp4", noise, i == (count * 4 / 3) - 1))));
    }
}
