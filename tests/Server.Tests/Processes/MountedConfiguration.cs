using System.Diagnostics;
using DsrGateway.TestKit;
using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Server.Tests.Processes;

/// <summary>
/// A configuration as Kubernetes mounts it: each file is a link into "..data", which is a link to a folder with the time in its name.
/// A change makes a new folder and swaps "..data"; the links' own times and lengths stay.
/// </summary>
public sealed class MountedConfiguration : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_swapped_link_is_taken_over()
    {
        await using var adapter = await ScriptedAdapter.StartAsync();
        Directory.CreateDirectory(_folder["controllers"]);
        Swap("one", World.Controller, $$"""{ "two": "{{adapter.Address}}" }""");
        File.CreateSymbolicLink(Path.Combine(_folder["controllers"], "test.yaml"), Path.Combine("..data", "test.yaml"));
        File.CreateSymbolicLink(_folder["adapters.json"], Path.Combine("controllers", "..data", "adapters.json"));
        await using var gateway = await GatewayProcess.StartAsync(
            _folder, new Dictionary<string, string> { ["one"] = adapter.Address }, null,
            $"--Gateway:AdaptersFile={_folder["adapters.json"]}", "--Gateway:ReloadInterval=00:00:00.2");

        // As many bytes, so that neither a link nor a length tells.
        Swap("two", World.Controller.Replace("id: mail,", "id: post,"), $$"""{ "two": "{{adapter.Address}}" }""");

        await HasSystemAsync(gateway, "post");
        Assert.DoesNotContain(gateway.Said, line => line.Contains("not taken over", StringComparison.Ordinal));
    }

    private void Swap(string version, string controller, string adapters)
    {
        var time = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var target = Directory.CreateDirectory(Path.Combine(_folder["controllers"], version)).FullName;
        foreach (var (name, text) in new[] { ("test.yaml", controller), ("adapters.json", adapters) })
        {
            File.WriteAllText(Path.Combine(target, name), text);
            File.SetLastWriteTimeUtc(Path.Combine(target, name), time);
        }

        var next = Path.Combine(_folder["controllers"], "..next");
        File.CreateSymbolicLink(next, version);
        using var move = Process.Start("mv", ["-T", next, Path.Combine(_folder["controllers"], "..data")]);
        move.WaitForExit();
        Assert.Equal(0, move.ExitCode);
    }

    private static async Task HasSystemAsync(GatewayProcess gateway, string system)
    {
        var since = Stopwatch.GetTimestamp();
        while (!(await gateway.Cases.PlanCaseAsync(new PlanCaseRequest { NewCase = World.NewCase() })).Steps.Any(s => s.SystemId == system))
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < Patience, $"Not taken over: {string.Join(Environment.NewLine, gateway.Said)}");
            await Task.Delay(50);
        }
    }
}
