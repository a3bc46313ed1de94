using System.Buffers;
using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Protecting;
using DsrGateway.Cases.Storage;

namespace DsrGateway.Cases.Dispatching;

/// <summary>
/// Takes one attempt's stream, seals it piece by piece and writes the pieces as they fill, so that a result of any size
/// needs the memory of one piece. The last piece is written with the answer, so a small result costs no transaction of its own.
/// </summary>
internal sealed class ResultWriter(
    ICaseStore store, CaseVault vault, StepKey key, SystemLimits limits, TimeProvider clock, Action signOfLife, RecordWatch? watch = null) : IResultSink
{
    private const int PieceSize = 256 * 1024;
    private const int MaxItemBytes = 1024 * 1024;
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly HashSet<string> _files = new(StringComparer.Ordinal);
    private string? _openFile;
    private int _sequence;
    private long _bytes;

    public Guid AttemptId { get; } = Guid.NewGuid();

    /// <summary>Records and whole files received.</summary>
    public long Received { get; private set; }

    public ValueTask ProgressAsync(CancellationToken cancellation)
    {
        signOfLife();
        return ValueTask.CompletedTask;
    }

    public ValueTask RecordAsync(string category, string collection, ReadOnlyMemory<byte> json, CancellationToken cancellation)
    {
        if (_openFile is not null)
        {
            throw new AdapterException(StepRule.RecordWithinFile);
        }

        if (!JsonRecord.IsObject(json.Span))
        {
            // Found only when the package is written, it would spoil the package of every system.
            throw new AdapterException(StepRule.RecordNotJsonObject);
        }

        watch?.Look(json.Span);
        Received++;
        return AddAsync(new ResultItem(ResultItemKind.Record, category, collection, json), cancellation);
    }

    public ValueTask FileChunkAsync(string category, string name, ReadOnlyMemory<byte> content, bool last, CancellationToken cancellation)
    {
        if ((_openFile is not null && _openFile != name) || (_openFile is null && !_files.Add(name)))
        {
            throw new AdapterException(StepRule.FilesMixed);
        }

        _openFile = last ? null : name;
        Received += last ? 1 : 0;
        return AddAsync(new ResultItem(last ? ResultItemKind.LastFilePiece : ResultItemKind.FilePiece, category, name, content), cancellation);
    }

    /// <summary>What is left for the answer's own transaction; null if nothing was received at all.</summary>
    public ResultPiece? TakeLast()
    {
        if (_openFile is not null)
        {
            throw new AdapterException(StepRule.FileWithoutEnd);
        }

        return _sequence > 0 || _buffer.WrittenCount > 0 ? TakePiece() : null;
    }

    private async ValueTask AddAsync(ResultItem item, CancellationToken cancellation)
    {
        signOfLife();
        if (item.Content.Length > MaxItemBytes)
        {
            throw new AdapterException(StepRule.PieceTooLarge);
        }

        // Names and empty pieces take room too: a stream of nothing must not fill the disk.
        _bytes += ResultItems.SizeOf(item);
        if (_bytes > limits.MaxResultBytes || Received > limits.MaxResultRecords)
        {
            throw new AdapterException(StepRule.ResultOverLimit);
        }

        ResultItems.Append(_buffer, item);
        if (_buffer.WrittenCount >= PieceSize)
        {
            await FlushAsync(cancellation);
        }
    }

    private async Task FlushAsync(CancellationToken cancellation)
    {
        var lease = clock.GetUtcNow() + Leases.Step(limits.Timeout);
        if (!await store.AppendAsync(key, TakePiece(), lease, cancellation))
        {
            throw new StaleStepException();
        }

        Failpoints.Reach(Failpoint.FulfilAfterPiece);
    }

    private ResultPiece TakePiece()
    {
        var place = Places.Piece(key.SystemId, AttemptId, _sequence);
        var piece = new ResultPiece(key.SystemId, AttemptId, _sequence, vault.Seal(_buffer.WrittenSpan, place));
        _sequence++;
        _buffer.ResetWrittenCount();
        return piece;
    }
}

/// <summary>The step was asked anew or its case ended while an adapter was still answering; the answer is not wanted any more.</summary>
internal sealed class StaleStepException() : Exception("The step was asked anew or its case ended.");
