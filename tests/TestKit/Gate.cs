namespace DsrGateway.TestKit;

/// <summary>Holds an adapter's answer back until a test lets it go, and tells the test that the adapter was asked.</summary>
public sealed class Gate
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when somebody stands before the gate.</summary>
    public Task Asked => _asked.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public void Open() => _open.TrySetResult();

    public Task PassAsync(CancellationToken cancellation)
    {
        _asked.TrySetResult();
        return _open.Task.WaitAsync(cancellation);
    }
}
