using System.Diagnostics;

namespace DsrGateway.Bench.Running;

/// <summary>A process of the bench, its output in a file. Its input stays open as long as it shall live.</summary>
internal sealed class Child : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);
    private readonly Process _process;
    private readonly string _name;
    private readonly string _log;

    private Child(string name, string log, Process process) => (_name, _log, _process) = (name, log, process);

    public int Id => _process.Id;

    public StreamWriter Input => _process.StandardInput;

    public StreamReader Output => _process.StandardOutput;

    /// <summary>Starts a program whose output goes to the log.</summary>
    public static Child Start(string name, string folder, string program, IEnumerable<string> args, IReadOnlyDictionary<string, string>? environment = null)
    {
        // The shell only turns the output into a file and becomes the program: the process id is the program's.
        const string Script = "log=$1; shift; exec \"$0\" \"$@\" >>\"$log\" 2>&1";
        var log = Path.Combine(folder, name + ".log");
        return new Child(name, log, Run(new ProcessStartInfo("/bin/sh", ["-c", Script, program, log, .. args]) { WorkingDirectory = folder }, environment));
    }

    /// <summary>Starts a program whose output the bench reads.</summary>
    public static Child StartRead(string name, string folder, string program, IEnumerable<string> args) =>
        new(name, "", Run(new ProcessStartInfo(program, args) { WorkingDirectory = folder, RedirectStandardOutput = true }, null));

    /// <summary>Waits until it says in its log that it serves.</summary>
    public async Task SaysAsync(string ready, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (!(File.Exists(_log) && (await File.ReadAllTextAsync(_log, cancellation)).Contains(ready, StringComparison.Ordinal)))
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(started) > StartLimit)
            {
                throw new BenchException($"{_name} {(_process.HasExited ? $"ended with exit code {_process.ExitCode}" : "does not serve")}:\n{Tail()}");
            }

            await Task.Delay(LookAgain, cancellation);
        }
    }

    /// <summary>Waits until it has done its work.</summary>
    public async Task EndsAsync(CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation);
        if (_process.ExitCode != 0)
        {
            throw new BenchException($"{_name} ended with exit code {_process.ExitCode}:\n{Tail()}");
        }
    }

    public string Tail() => File.Exists(_log) ? string.Join('\n', File.ReadLines(_log).TakeLast(20)) : "";

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static Process Run(ProcessStartInfo start, IReadOnlyDictionary<string, string>? environment)
    {
        start.RedirectStandardInput = true;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new BenchException($"{start.FileName} does not start");
        Guard.Watch(process.Id);
        return process;
    }
}
