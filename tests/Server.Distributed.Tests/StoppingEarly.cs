using System.Diagnostics;
using DsrGateway.Server.Hosting;
using DsrGateway.Server.Tests;
using DsrGateway.TestKit;
using DsrGateway.TestServers;

namespace DsrGateway.Server.Distributed.Tests;

/// <summary>A process that is told to stop while it still waits for its databases.</summary>
public sealed class StoppingEarly
{
    [Fact]
    public async Task It_ends_in_order()
    {
        using var folder = new TempFolder();
        TestGateway.Configure(folder, World.Controller);
        using var ended = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        Directory.CreateDirectory(folder["keys"]);
        await Verb.RunAsync("dotnet", [Assembly, "keys", "create", "--all", "--Cases:Engine=Embedded", .. Folders(folder)]);
        var nowhere = "Host=127.0.0.1;Port=1;Username=nobody;Database=nothing";
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet",
            [Assembly, "--Cases:Engine=Distributed", $"--Cases:Distributed:Database={nowhere}", $"--Cases:Distributed:KeyDatabase={nowhere}",
                "--Cases:Distributed:Broker=amqp://nobody:nothing@127.0.0.1:1/", "--Gateway:Listen=http://127.0.0.1:0", "--Gateway:Adapters:one=http://127.0.0.1:1",
                "--Gateway:Adapters:two=http://127.0.0.1:1", .. Folders(folder)])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(ended.Token);
        while (await process.StandardOutput.ReadLineAsync(ended.Token) is { } line && !line.Contains("waiting", StringComparison.Ordinal))
        {
        }

        Signals.AskToEnd(process.Id);
        await process.StandardOutput.ReadToEndAsync(ended.Token);
        await process.WaitForExitAsync(ended.Token);

        Assert.Equal((0, "Stopped before it had started."), (process.ExitCode, (await errors).Trim()));
    }

    private static string Assembly => typeof(GatewayApp).Assembly.Location;

    private static string[] Folders(TempFolder folder) => [$"--Gateway:ControllersFolder={folder["controllers"]}", $"--Cases:KeyFolder={folder["keys"]}"];
}
