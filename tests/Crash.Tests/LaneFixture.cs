namespace DsrGateway.Crash.Tests;

/// <summary>A lane for a class of tests. A test that fails may leave it broken; then the next gets a new one.</summary>
public sealed class LaneFixture : IAsyncLifetime
{
    private Lane? _lane;
    private bool _inUse;

    public async Task<Lane> BorrowAsync()
    {
        if (_inUse && _lane is { } broken)
        {
            _lane = null;
            await broken.DisposeAsync();
        }

        _inUse = true;
        return _lane ??= await Lane.StartAsync();
    }

    /// <summary>The test that borrowed it went well.</summary>
    public void GiveBack() => _inUse = false;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await (_lane?.DisposeAsync() ?? ValueTask.CompletedTask);
}
