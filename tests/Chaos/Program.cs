using System.Runtime.InteropServices;
using System.Text.Json;
using DsrGateway.Chaos;
using DsrGateway.Chaos.Faults;
using DsrGateway.Chaos.Oracle;
using DsrGateway.Chaos.Planted;
using DsrGateway.Chaos.Reporting;

if (args is ["adapter", .. var rest])
{
    await AdapterProgram.RunAsync(rest);
    return 0;
}

if (args is ["--help"] or ["-h"])
{
    Console.WriteLine(Options.Usage);
    return 0;
}

Options options;
try
{
    if (args is [PlantedBugs.Verb, var bug, .. var forGateway])
    {
        await PlantedBugs.RunGatewayAsync(bug, forGateway);
        return 0;
    }

    options = Options.Parse(args);
}
catch (FormatException e)
{
    await Console.Error.WriteLineAsync($"{e.Message}\n{Options.Usage}");
    return 2;
}

if (options.Tied)
{
    // Whoever started it is gone: no tidying up that may take long.
    _ = Console.OpenStandardInput().CopyToAsync(Stream.Null).ContinueWith(_ => Environment.FailFast(null), TaskScheduler.Default);
}

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
var report = await Campaign.RunAsync(options, line => Console.WriteLine(line), stop.Token);
Console.Write(ReportText.Of(report));
if (options.Json is not null)
{
    await File.WriteAllTextAsync(options.Json, JsonSerializer.Serialize(report, ReportJson.Options));
}

return report.Passed ? 0 : 1;

void OnSignal(PosixSignalContext context)
{
    // Whatever is broken is put right, what was begun is finished, and the report is made.
    context.Cancel = true;
    stop.Cancel();
}
