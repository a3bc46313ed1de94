using System.Security.Cryptography;
using System.Text.Json;
using DsrGateway.V1;
using Google.Protobuf;

namespace DsrGateway.Chaos.Oracle;

/// <summary>An append-only file, synced line by line, that one adapter's process writes; it remembers across kill -9 what was done.</summary>
internal sealed class Ledger : IDisposable
{
    private readonly string _adapter;
    private readonly Lock _gate = new();
    private readonly FileStream _file;
    private readonly HashSet<string> _done;

    public Ledger(string adapter, string path)
    {
        _adapter = adapter;
        DropTornLine(path);
        _done = [.. Read(path).Where(e => e.Kind == LedgerEntry.Effect).Select(e => e.Operation)];
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
    }

    public static IReadOnlyList<LedgerEntry> Read(string path) =>
        File.Exists(path) ? [.. File.ReadLines(path).Select(line => JsonSerializer.Deserialize<LedgerEntry>(line)!)] : [];

    /// <summary>The operation takes place, durably; true if it is for the first time.</summary>
    public bool Take(string phase, StepContext step, string answer)
    {
        lock (_gate)
        {
            var first = _done.Add(step.OperationId);
            var entry = new LedgerEntry(
                TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), _adapter, step.OperationId, phase, step.ControllerId, step.SystemId, step.CaseId, step.Right.ToString(),
                first ? LedgerEntry.Effect : LedgerEntry.Repeat, Convert.ToHexString(SHA256.HashData(step.ToByteArray())), answer);
            _file.Write([.. JsonSerializer.SerializeToUtf8Bytes(entry), (byte)'\n']);
            _file.Flush(flushToDisk: true);
            return first;
        }
    }

    public void Dispose() => _file.Dispose();

    // The process died while it wrote: nobody was answered, so it did not happen.
    private static void DropTornLine(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        var length = file.Length;
        while (length > 0 && ByteAt(file, length - 1) != '\n')
        {
            length--;
        }

        file.SetLength(length);
    }

    private static int ByteAt(FileStream file, long position)
    {
        file.Position = position;
        return file.ReadByte();
    }
}
