using System.Diagnostics;
using DsrGateway.TestServers;

namespace DsrGateway.Chaos.Cluster;

/// <summary>A process that is started again whenever it ends, as a service manager does, unless it is held down.</summary>
internal sealed class Supervised : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan RestartDelay = TimeSpan.FromMilliseconds(500);
    private readonly ProcessStartInfo _start;
    private readonly Action<int> _watch;
    private readonly CancellationTokenSource _stopping = new();
    private TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _supervisor = Task.CompletedTask;
    private volatile Process? _process;
    private volatile bool _asked;

    public Supervised(string name, int port, string folder, IEnumerable<string> command, IReadOnlyDictionary<string, string> environment, Action<int> watch)
    {
        (Name, Port, _watch) = (name, port, watch);
        Log = Path.Combine(folder, name + ".log");
        // The shell only turns the output into a file and becomes the program: the process id is the program's.
        _start = new ProcessStartInfo("/bin/sh", ["-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1 </dev/null", "sh", Log, .. command]) { WorkingDirectory = folder };
        foreach (var (key, value) in environment)
        {
            _start.Environment[key] = value;
        }
    }

    public string Name { get; }

    public int Port { get; }

    public string Log { get; }

    /// <summary>How often it ended without being told to.</summary>
    public int UnaskedEnds { get; private set; }

    public int ProcessId => _process?.Id ?? 0;

    public void Start()
    {
        _released.SetResult();
        _supervisor = SuperviseAsync();
    }

    /// <summary>Waits until it takes connections.</summary>
    public async Task ListensAsync()
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        timeout.CancelAfter(Patience);
        while (!await Ports.AnswersAsync("127.0.0.1", Port, timeout.Token))
        {
            await Task.Delay(LookAgain, timeout.Token);
        }
    }

    /// <summary>SIGKILL; it stays down until it is released.</summary>
    public Task KillAsync() => EndAsync(Signals.KillNow);

    /// <summary>SIGTERM; it stays down until it is released.</summary>
    public Task StopAsync() => EndAsync(Signals.AskToEnd);

    public void Release() => _released.TrySetResult();

    public void Freeze() => Signals.Freeze(ProcessId);

    public void Thaw() => Signals.Thaw(ProcessId);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_process is { HasExited: false } process)
        {
            Signals.KillNow(process.Id);
        }

        await _supervisor;
        _process?.Dispose();
        _stopping.Dispose();
    }

    private async Task EndAsync(Action<int> signal)
    {
        var process = _process!;
        _released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked = true;
        if (!process.HasExited)
        {
            signal(process.Id);
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
    }

    private async Task SuperviseAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            await Task.WhenAny(_released.Task, Task.Delay(Timeout.Infinite, _stopping.Token));
            if (_stopping.IsCancellationRequested)
            {
                return;
            }

            _asked = false;
            var process = Process.Start(_start)!;
            _process = process;
            _watch(process.Id);
            await process.WaitForExitAsync();
            if (!_asked && !_stopping.IsCancellationRequested)
            {
                UnaskedEnds++;
                await Task.WhenAny(Task.Delay(RestartDelay, _stopping.Token));
            }
        }
    }
}
