using System.Diagnostics;
using System.Runtime.InteropServices;
using DsrGateway.Bench.Servers;

namespace DsrGateway.Bench.Running;

/// <summary>The machine and the versions that figures mean nothing without.</summary>
internal static class Facts
{
    private const int Flushes = 200;

    public static async Task<IReadOnlyDictionary<string, string>> GatherAsync(string folder, CancellationToken cancellation) => new Dictionary<string, string>
    {
        ["time"] = TimeProvider.System.GetUtcNow().ToString("u"),
        ["cores"] = $"{Environment.ProcessorCount}",
        ["processor"] = After(await File.ReadAllLinesAsync("/proc/cpuinfo", cancellation), "model name"),
        ["memory"] = After(await File.ReadAllLinesAsync("/proc/meminfo", cancellation), "MemTotal"),
        ["kernel"] = RuntimeInformation.OSDescription,
        ["load before"] = (await File.ReadAllTextAsync("/proc/loadavg", cancellation)).Trim(),
        ["durable write of 4 KiB, median"] = $"{Report.Number(FlushMilliseconds(folder))} ms",
        [".NET"] = RuntimeInformation.FrameworkDescription,
        ["PostgreSQL"] = await SaidAsync(Directory.EnumerateFiles("/usr/lib/postgresql", "postgres", SearchOption.AllDirectories).Order().LastOrDefault(), "--version"),
        ["Redis"] = await SaidAsync("/usr/bin/redis-server", "--version"),
        ["RabbitMQ"] = await SaidAsync("/usr/bin/dpkg-query", "--show", "--showformat", "${Version}", "rabbitmq-server"),
        ["Node"] = await SaidAsync(NodePackages.Node, "--version"),
        ["peers"] = string.Join(' ', NodePackages.Packages(await File.ReadAllTextAsync(Path.Combine(Repository.Peers, "package.json"), cancellation))),
    };

    private static string After(IEnumerable<string> lines, string name) =>
        lines.FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "?";

    private static async Task<string> SaidAsync(string? program, params string[] args)
    {
        if (!File.Exists(program))
        {
            return "missing";
        }

        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return said.Trim();
    }

    /// <summary>Every durable variant waits for this.</summary>
    private static double FlushMilliseconds(string folder)
    {
        using var file = File.Create(Path.Combine(folder, "flush"));
        var page = new byte[4096];
        return Report.Median(Enumerable.Range(0, Flushes).Select(_ =>
        {
            var started = Stopwatch.GetTimestamp();
            file.Write(page);
            file.Flush(flushToDisk: true);
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }));
    }
}
