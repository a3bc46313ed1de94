using System.Text;
using DsrGateway.AnswerTables;
using DsrGateway.V1;
using Google.Protobuf;
using Grpc.Core;

namespace DsrGateway.AdapterKit;

/// <summary>
/// The way out of Fulfil. Counts what is sent, keeps to the contract's sizes, and lets nothing follow the outcome, so that an adapter cannot
/// break those rules by accident.
/// </summary>
public sealed class FulfilWriter
{
    /// <summary>The largest record and the largest piece of a file.</summary>
    public const int MaxContent = 1024 * 1024;

    private const int PieceSize = 256 * 1024;
    private readonly IAsyncStreamWriter<FulfilResponse> _stream;
    private readonly StepContext _step;
    private readonly Dictionary<string, long> _sent = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private bool _ended;

    public FulfilWriter(IAsyncStreamWriter<FulfilResponse> stream, StepContext step) => (_stream, _step) = (stream, step);

    /// <summary>Records and files sent so far.</summary>
    public long Sent { get; private set; }

    /// <summary>What was sent, as DONE parts: the counts an outcome of access or portability must have.</summary>
    public IEnumerable<OutcomePart> DoneParts() =>
        _sent.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => new OutcomePart { Category = entry.Key, Kind = OutcomeKind.Done, Count = entry.Value });

    /// <summary>Sends one record. One that is larger than the contract allows goes as a file, so that nothing is left out.</summary>
    public async Task WriteRecordAsync(string category, string collection, string json, CancellationToken cancellationToken)
    {
        if (Encoding.UTF8.GetByteCount(json) > MaxContent)
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(json));
            await WriteFileAsync(category, $"{collection}-{Sent + 1}.json", content, cancellationToken);
            return;
        }

        await SendAsync(new FulfilResponse { Record = new Record { Category = category, Collection = collection, Json = json } }, cancellationToken);
        Count(category);
    }

    /// <summary>Sends a file in pieces. The name is made unique and safe for a file system.</summary>
    public async Task WriteFileAsync(string category, string name, Stream content, CancellationToken cancellationToken)
    {
        var safe = Unique(name);
        var buffer = new byte[PieceSize];
        var length = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        while (true)
        {
            var piece = ByteString.CopyFrom(buffer, 0, length);
            length = length == buffer.Length
                ? await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)
                : 0;
            var chunk = new FileChunk { Category = category, Name = safe, Content = piece, Last = length == 0 };
            await SendAsync(new FulfilResponse { FileChunk = chunk }, cancellationToken);
            if (length == 0)
            {
                break;
            }
        }

        Count(category);
    }

    /// <summary>A sign of life for slow systems.</summary>
    public Task WriteProgressAsync(CancellationToken cancellationToken) =>
        SendAsync(new FulfilResponse { Progress = new Progress { Records = Sent } }, cancellationToken);

    internal async Task EndAsync(FulfilOutcome outcome, CancellationToken cancellationToken)
    {
        outcome.OperationId = _step.OperationId;
        outcome.Sent = Sent;
        Check(outcome);
        Failpoints.Reach(AdapterFailpoint.BeforeOutcome);
        await SendAsync(new FulfilResponse { Outcome = outcome }, cancellationToken);
        _ended = true;
    }

    private void Check(FulfilOutcome outcome)
    {
        if (outcome.Parts.Count == 0 && outcome.Selection is not { Candidates: > 0 })
        {
            throw new InvalidOperationException("An outcome needs parts unless there are candidates.");
        }

        AnswerCheck.Check(AdapterCall.Fulfil, _step.Right, outcome.Selection, outcome.Parts);
        var done = outcome.Parts.Where(part => part.Kind == OutcomeKind.Done).Sum(part => part.Count);
        if (_step.Right is Right.Access or Right.Portability ? done != Sent : Sent > 0)
        {
            throw new InvalidOperationException("The DONE parts do not count what was sent.");
        }
    }

    private async Task SendAsync(FulfilResponse message, CancellationToken cancellationToken)
    {
        if (_ended)
        {
            throw new InvalidOperationException("Nothing may follow the outcome.");
        }

        await _stream.WriteAsync(message, cancellationToken);
    }

    private void Count(string category)
    {
        Sent++;
        _sent[category] = _sent.GetValueOrDefault(category) + 1;
        if (Sent == 1)
        {
            Failpoints.Reach(AdapterFailpoint.MidStream);
        }
    }

    private string Unique(string name)
    {
        var safe = string.Concat(name.Select(c => char.IsControl(c) || "/\\:*?\"<>|".Contains(c, StringComparison.Ordinal) ? '_' : c)).Trim('.', ' ');
        safe = safe.Length == 0 ? "file" : safe;
        var candidate = safe;
        for (var n = 2; !_names.Add(candidate); n++)
        {
            candidate = $"{n}-{safe}";
        }

        return candidate;
    }
}
