using System.Buffers.Text;
using System.Text;

namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>That a case was written, and its state where the writer knows it.</summary>
internal readonly record struct CaseNote(CaseId CaseId, CaseState? State)
{
    /// <summary>The channel that processes tell one another on.</summary>
    public const string Channel = "dsr_cases";

    private const int IdLength = 22;
    private const int NoteLength = IdLength + 1;
    private const int SenderLength = 32;

    /// <summary>A full batch of notes stays below the 8000 bytes that PostgreSQL takes: 32 + 256 * 23.</summary>
    public const int MaxNotes = 256;

    public static string Write(Guid sender, IEnumerable<CaseNote> notes)
    {
        var text = new StringBuilder(sender.ToString("N"));
        Span<byte> id = stackalloc byte[16];
        foreach (var note in notes)
        {
            note.CaseId.Value.TryWriteBytes(id);
            text.Append(Base64Url.EncodeToString(id)).Append((char)('0' + (int)(note.State ?? 0)));
        }

        return text.ToString();
    }

    /// <summary>Empty for the process's own notes, and for what no gateway of this version wrote.</summary>
    public static IEnumerable<CaseNote> Read(Guid own, string payload)
    {
        if (payload.Length < SenderLength || !Guid.TryParseExact(payload[..SenderLength], "N", out var sender) || sender == own)
        {
            yield break;
        }

        for (var at = SenderLength; at + NoteLength <= payload.Length && Base64Url.IsValid(payload.AsSpan(at, IdLength)); at += NoteLength)
        {
            var state = payload[at + IdLength] - '0';
            yield return new CaseNote(
                new CaseId(new Guid(Base64Url.DecodeFromChars(payload.AsSpan(at, IdLength)))), state is >= 1 and <= 5 ? (CaseState)state : null);
        }
    }
}
