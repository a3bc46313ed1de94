using System.Diagnostics;
using System.Globalization;

namespace DsrGateway.TestServers;

/// <summary>One node of a broker: a process on a loopback address of its own, started again with the same name, ports and data.</summary>
public sealed class RabbitNode
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);
    private readonly RabbitSetup _setup;
    private readonly int _index;
    private readonly Action<int> _started;
    private Process? _process;

    internal RabbitNode(RabbitSetup setup, int index, Action<int> started) => (_setup, _index, _started) = (setup, index, started);

    public string Address => _setup.AddressOf(_index);

    public int Port => _setup.Ports[_index];

    /// <summary>The Erlang virtual machine.</summary>
    public int ProcessId => _process?.Id ?? throw new InvalidOperationException("The node was never started.");

    public bool Lives => _process is { HasExited: false };

    /// <summary>Where its messages are; may be a mount.</summary>
    public string DataFolder => _setup.DataFolder(_index);

    public string Log => Path.Combine(_setup.Folder, $"node{_index}.log");

    internal string Name => _setup.NameOf(_index);

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (Lives)
        {
            Signals.KillNow(ProcessId);
            await _process!.WaitForExitAsync();
        }
    }

    /// <summary>Asks it to end in good order, and waits.</summary>
    public async Task StopAsync()
    {
        if (Lives)
        {
            Signals.AskToEnd(ProcessId);
            await _process!.WaitForExitAsync().WaitAsync(Patience);
        }
    }

    /// <summary>Starts it; returns before it listens.</summary>
    internal void Start()
    {
        // The shell only turns the output into a file and becomes the node: the process id is the node's.
        string[] command = ["-c", "log=$1; shift; exec \"$0\" \"$@\" >>\"$log\" 2>&1 </dev/null", "erl", Log, .. _setup.ArgumentsOf(_index)];
        var start = new ProcessStartInfo("/bin/sh", command) { WorkingDirectory = _setup.Folder };
        foreach (var (name, value) in _setup.EnvironmentOf(_index))
        {
            start.Environment[name] = value;
        }

        _process?.Dispose();
        _process = Process.Start(start)!;
        _started(_process.Id);
    }

    /// <summary>Waits until it takes connections.</summary>
    internal async Task ListensAsync(CancellationToken cancellation = default)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(Patience);
        while (!await Ports.AnswersAsync(Address, Port, timeout.Token))
        {
            if (!Lives)
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The RabbitMQ node ended before it listened. {Tail()}"));
            }

            await Task.Delay(LookAgain, timeout.Token);
        }
    }

    private string Tail() => File.Exists(Log) ? string.Join(' ', File.ReadLines(Log).TakeLast(10)) : "";
}
