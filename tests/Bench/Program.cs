using DsrGateway.Bench;
using DsrGateway.Bench.Floor;
using DsrGateway.Bench.Load;
using DsrGateway.Bench.Running;
using DsrGateway.Bench.Stub;

switch (args)
{
    case ["stub", .. var rest]:
        await StubHost.RunAsync(new Settings(rest));
        return 0;
    case ["floor", .. var rest]:
        await FloorHost.RunAsync(new Settings(rest));
        return 0;
    case ["load", .. var rest]:
        await LoadHost.RunAsync(new Settings(rest));
        return 0;
    case ["hold", .. var rest]:
        await HoldHost.RunAsync(new Settings(rest));
        return 0;
    default:
        return await BenchCli.RunAsync(args);
}
