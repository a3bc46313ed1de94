using Microsoft.Extensions.Hosting;

namespace DsrGateway.Cases;

/// <summary>
/// How a process ends in order: told to stop, it takes no new case, finishes what it holds as long as that takes no longer
/// than a set time, and leaves the rest to the others or to its next life.
/// </summary>
public sealed class Draining : IDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly IHostApplicationLifetime _lifetime;

    public Draining(IHostApplicationLifetime lifetime, CasesOptions options)
    {
        _lifetime = lifetime;
        lifetime.ApplicationStopping.Register(() => _over.CancelAfter(options.DrainTime));
    }

    /// <summary>The process was told to stop.</summary>
    public bool HasBegun => Begun.IsCancellationRequested;

    /// <summary>Fires when the process is told to stop.</summary>
    public CancellationToken Begun => _lifetime.ApplicationStopping;

    /// <summary>Fires when what is still held is let go.</summary>
    public CancellationToken Over => _over.Token;

    /// <exception cref="CaseException">GATEWAY_STOPPING.</exception>
    public void RefuseNewWork()
    {
        if (HasBegun)
        {
            throw new CaseException(ErrorReason.GatewayStopping, "This gateway process is stopping and takes no new case; nothing was changed.");
        }
    }

    public void Dispose() => _over.Dispose();
}
