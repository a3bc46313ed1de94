using DsrGateway.Bench.Running;

namespace DsrGateway.Bench.Variants;

/// <summary>Five parallel calls and nothing kept, in C# as the gateway.</summary>
internal sealed class FloorVariant : IVariant
{
    public string Name => "floor";

    public string Contract => "peer";

    public Task StartAsync(Scene scene, CancellationToken cancellation) => scene.StartOwnAsync(
        "gateway", ["floor", "--port", $"{scene.Address.Port}", "--systems", scene.SystemsAsText()], cancellation);
}
