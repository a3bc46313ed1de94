using System.Diagnostics;
using System.Globalization;
using DsrGateway.Demo;
using DsrGateway.TestServers;

namespace DsrGateway.Up;

/// <summary>Processes that outlive up, each noted as soon as it runs, so that down ends exactly these.</summary>
internal sealed class Processes(string folder, State state)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan EndingTime = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    public State State { get; private set; } = state;

    public void Change(Func<State, State> change)
    {
        State = change(State);
        State.Save(folder);
    }

    public bool Runs(string name) => State.Processes.Any(p => p.Name == name && Lives(p));

    /// <summary>Starts it unless it runs; true if it was started.</summary>
    public bool Ensure(string name, IEnumerable<string> command, IReadOnlyDictionary<string, string>? environment = null)
    {
        if (Runs(name))
        {
            return false;
        }

        // A session of its own: Ctrl-C and the terminal's end are not for it. The shell becomes the program, so the process id is the program's.
        var start = new ProcessStartInfo("setsid", ["/bin/sh", "-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1 </dev/null", "sh", LogOf(name), .. command]) { WorkingDirectory = folder };
        foreach (var (key, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[key] = value;
        }

        using var process = Process.Start(start)!;
        var started = new Started(name, process.Id, StartTimeOf(process.Id) ?? throw new DemoException($"{name} ended at once: {Tail(name)}"));
        Change(s => s with { Processes = [.. s.Processes.Where(p => p.Name != name), started] });
        return true;
    }

    public async Task ListensAsync(string name, string host, int port)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await Ports.AnswersAsync(host, port))
        {
            if (!Lives(State.Processes.Single(p => p.Name == name)) || Stopwatch.GetElapsedTime(started) > Patience)
            {
                throw new DemoException($"{name} does not listen on {host}:{port.ToString(CultureInfo.InvariantCulture)}:\n{Tail(name)}");
            }

            await Task.Delay(LookAgain);
        }
    }

    /// <summary>Asks each to end, the last started first, and ends what does not.</summary>
    public async Task EndAllAsync(Action<string> tell)
    {
        foreach (var process in State.Processes.Reverse().ToList())
        {
            if (Lives(process))
            {
                tell($"ending {process.Name} ({process.ProcessId.ToString(CultureInfo.InvariantCulture)})");
                await EndAsync(process);
            }

            Change(s => s with { Processes = [.. s.Processes.Where(p => p != process)] });
        }
    }

    private static async Task EndAsync(Started process)
    {
        // PostgreSQL would wait for its clients at SIGTERM.
        Action<int> ask = process.Name == "postgres" ? Signals.Interrupt : Signals.AskToEnd;
        ask(process.ProcessId);
        var asked = Stopwatch.GetTimestamp();
        while (Lives(process))
        {
            if (Stopwatch.GetElapsedTime(asked) > EndingTime)
            {
                Signals.KillNow(process.ProcessId);
            }

            await Task.Delay(LookAgain);
        }
    }

    private static bool Lives(Started process) => Signals.Lives(process.ProcessId) && StartTimeOf(process.ProcessId) == process.StartTime;

    /// <summary>In ticks since the machine started; null if there is no such process.</summary>
    private static long? StartTimeOf(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            return long.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private string LogOf(string name) => Path.Combine(folder, name + ".log");

    private string Tail(string name) => File.Exists(LogOf(name)) ? string.Join('\n', File.ReadLines(LogOf(name)).TakeLast(20)) : "";
}
