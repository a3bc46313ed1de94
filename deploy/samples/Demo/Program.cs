using System.Diagnostics;
using System.Runtime.InteropServices;
using DsrGateway.Demo;
using Grpc.Core;
using Spectre.Console;

if (args is not ([] or ["--keep"]))
{
    await Console.Error.WriteLineAsync("usage: ./dev demo [--keep]");
    return 2;
}

if (!AnsiConsole.Profile.Out.IsTerminal)
{
    AnsiConsole.Profile.Width = 160;
    AnsiConsole.Profile.Capabilities.Ansi = false;
}

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal);
var started = Stopwatch.GetTimestamp();
try
{
    await using var stack = new Stack();
    try
    {
        Screen.Tell($"starting one gateway and two adapters over {SampleSystems.All.Count} sample systems");
        await stack.StartAsync(stop.Token);
        Screen.Tell($"all serve after {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s");
        var count = await DemoCases.RunAsync(stack, stop.Token);
        Screen.Line($"[bold green]all {count} cases answered as the sample data says, {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s[/]");
        if (args is ["--keep"])
        {
            await stack.StayAsync(stop.Token);
        }
    }
    catch (Exception e) when (e is DemoException or RpcException && !stop.IsCancellationRequested)
    {
        stack.TellLogs();
        throw;
    }

    return 0;
}
catch (DemoException e)
{
    Screen.Line($"[red]the demo failed: {e.Message}[/]");
    return 1;
}
catch (RpcException e) when (!stop.IsCancellationRequested)
{
    Screen.Line($"[red]the demo failed: {e.Status}[/]");
    return 1;
}
catch (Exception e) when (e is OperationCanceledException or RpcException && stop.IsCancellationRequested)
{
    Screen.Line($"stopped; nothing is left running");
    return args is ["--keep"] ? 0 : 130;
}

void OnSignal(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}
