namespace DsrGateway.Bench.Stub;

/// <summary>The adapters of all variants: one process, one port per system, each answer after the same time.</summary>
internal static class StubHost
{
    public static Task RunAsync(Settings settings)
    {
        var asked = new Asked(TimeSpan.FromMilliseconds(settings.Number("latency-ms")));
        return GrpcHost.RunAsync(settings.Addresses("systems").Values.Select(a => a.Port), services => services.AddSingleton(asked), routes =>
        {
            routes.MapGrpcService<AdapterStub>();
            routes.MapGrpcService<PeerAdapterStub>();
            routes.MapGrpcService<CountersStub>();
        });
    }
}
