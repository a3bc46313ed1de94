using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Threading.Channels;

namespace DsrGateway.Foreign.Tests;

/// <summary>A program in another language, its lines as they come, gone with the test.</summary>
public sealed class ForeignProcess : IDisposable
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(120);
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _errors = new();

    private ForeignProcess(Process process) => _process = process;

    /// <summary>The repository.</summary>
    public static string Root { get; } = Path.GetFullPath(
        typeof(ForeignProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!);

    public static string Examples(string language, string file) => Path.Combine(Root, "docs", "examples", language, file);

    public static ForeignProcess Start(string program, IEnumerable<string> args, string folder, params IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var foreign = new ForeignProcess(new Process { StartInfo = start });
        foreign._process.OutputDataReceived += (_, e) => foreign.Take(e.Data);
        foreign._process.ErrorDataReceived += (_, e) => foreign._errors.AppendLine(e.Data);
        foreign._process.Start();
        foreign._process.BeginOutputReadLine();
        foreign._process.BeginErrorReadLine();
        return foreign;
    }

    /// <summary>The next line it prints.</summary>
    public async Task<string> ReadLineAsync()
    {
        using var timeout = new CancellationTokenSource(TimeLimit);
        return await _lines.Reader.WaitToReadAsync(timeout.Token) && _lines.Reader.TryRead(out var line)
            ? line
            : throw new InvalidOperationException($"It printed no more. {_errors}");
    }

    /// <summary>Waits for its end: exit code, the lines not read yet, what it complained of.</summary>
    public async Task<(int ExitCode, string[] Lines, string Errors)> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeLimit);
        var lines = await _lines.Reader.ReadAllAsync().ToArrayAsync();
        return (_process.ExitCode, lines, _errors.ToString());
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            _lines.Writer.TryComplete();
        }
        else
        {
            _lines.Writer.TryWrite(line);
        }
    }
}
