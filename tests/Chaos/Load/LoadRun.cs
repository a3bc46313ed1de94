namespace DsrGateway.Chaos.Load;

/// <summary>Many portals at once, until they are told to begin nothing new; then each sees its last case to the end.</summary>
internal sealed class LoadRun(IReadOnlyList<GatewayDoor> doors, IReadOnlyList<string> controllers, History history, int seed) : IDisposable
{
    private readonly CancellationTokenSource _enough = new();
    private readonly CancellationTokenSource _giveUp = new();
    private readonly List<Task> _portals = [];
    private int _left;
    private int _scouts;

    /// <summary>Completes when as many cases as wanted were begun and have ended.</summary>
    public Task Ended => Task.WhenAll(_portals);

    public void Start(int portals, int cases)
    {
        _left = cases;
        _portals.AddRange(Enumerable.Range(0, portals).Select(i => Task.Run(() => HandInAsync(new Random(seed + i + 1)))));
    }

    /// <summary>One portal more, for one plain case that begins now: the others may all be busy with what a fault left behind.</summary>
    public void Scout()
    {
        if (!_enough.IsCancellationRequested)
        {
            var portal = new Portal(doors, controllers, history, new Random(seed - ++_scouts), _giveUp.Token);
            _portals.Add(Task.Run(() => portal.RunAsync(plain: true)));
        }
    }

    /// <summary>Nothing new; true if everything that was begun ended in time.</summary>
    public async Task<bool> FinishAsync(TimeSpan patience)
    {
        await _enough.CancelAsync();
        var done = Task.WhenAll(_portals);
        await Task.WhenAny(done, Task.Delay(patience));
        var finished = done.IsCompletedSuccessfully;
        await _giveUp.CancelAsync();
        await done;
        return finished;
    }

    public void Dispose()
    {
        _enough.Dispose();
        _giveUp.Dispose();
    }

    private async Task HandInAsync(Random random)
    {
        var portal = new Portal(doors, controllers, history, random, _giveUp.Token);
        while (!_enough.IsCancellationRequested && Interlocked.Decrement(ref _left) >= 0)
        {
            await portal.RunAsync();
        }
    }
}
