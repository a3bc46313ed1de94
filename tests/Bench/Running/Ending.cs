using System.Runtime.InteropServices;

namespace DsrGateway.Bench.Running;

/// <summary>Runs something that may be interrupted or fail, so that all it started is ended either way.</summary>
internal static class Ending
{
    public static async Task<int> OfAsync(Func<CancellationToken, Task<int>> work, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal);
        try
        {
            return await work(stop.Token);
        }
        catch (BenchException e)
        {
            Screen.Tell($"the bench failed: {e.Message}");
            return 1;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Screen.Tell("stopped; nothing is left running");
            return 130;
        }

        void OnSignal(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }
}
