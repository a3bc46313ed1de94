using System.Security.Cryptography;
using System.Text.Json;
using DsrGateway.V1;
using Google.Protobuf;

namespace DsrGateway.Crash.Tests;

/// <summary>What the target saw: an operation's first call is its effect, every other a repeat; "away" was turned away.</summary>
/// <param name="Command">SHA-256 of the whole step context: a repeat must say exactly the same.</param>
public sealed record LedgerEntry(string Operation, string Phase, string System, string Case, string Kind, string Command)
{
    public const string Effect = "effect";
    public const string Repeat = "repeat";
    public const string Away = "away";
}

/// <summary>An append-only file, synced to disk line by line, that only the adapter writes. The judge of what happened.</summary>
public sealed class Ledger(string path) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.Read);
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _away = new(StringComparer.Ordinal);

    /// <summary>The operation takes place; true if it is for the first time.</summary>
    public bool Take(string phase, StepContext context)
    {
        lock (_gate)
        {
            var first = _done.Add(context.OperationId);
            Append(phase, context, first ? LedgerEntry.Effect : LedgerEntry.Repeat);
            return first;
        }
    }

    /// <summary>The operation is turned away; gives how often it was.</summary>
    public int TurnAway(string phase, StepContext context)
    {
        lock (_gate)
        {
            Append(phase, context, LedgerEntry.Away);
            return _away[context.OperationId] = TimesAway(context) + 1;
        }
    }

    public int TimesAway(StepContext context) => _away.GetValueOrDefault(context.OperationId);

    public IReadOnlyList<LedgerEntry> Read()
    {
        lock (_gate)
        {
            return [.. File.ReadLines(path).Select(line => JsonSerializer.Deserialize<LedgerEntry>(line)!)];
        }
    }

    public void Dispose() => _file.Dispose();

    private void Append(string phase, StepContext context, string kind)
    {
        var entry = new LedgerEntry(
            context.OperationId, phase, context.SystemId, context.CaseId, kind, Convert.ToHexString(SHA256.HashData(context.ToByteArray())));
        _file.Write([.. JsonSerializer.SerializeToUtf8Bytes(entry), (byte)'\n']);
        _file.Flush(flushToDisk: true);
    }
}
