using System.Security.Cryptography;

namespace DsrGateway.Cases.Packaging;

/// <summary>Writes one entry of the archive and takes its size and SHA-256 on the way.</summary>
internal sealed class EntryWriter(string path, Stream stream)
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] buffer = new byte[64 * 1024];
    private int used;
    private long size;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        size += bytes.Length;
        if (bytes.Length > buffer.Length - used)
        {
            await FlushAsync(cancellationToken);
        }

        if (bytes.Length > buffer.Length)
        {
            hash.AppendData(bytes.Span);
            await stream.WriteAsync(bytes, cancellationToken);
            return;
        }

        bytes.CopyTo(buffer.AsMemory(used));
        used += bytes.Length;
    }

    public async Task<WrittenFile> CloseAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        await stream.DisposeAsync();
        var sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        hash.Dispose();
        return new WrittenFile(path, size, sha256);
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (used > 0)
        {
            hash.AppendData(buffer.AsSpan(0, used));
            await stream.WriteAsync(buffer.AsMemory(0, used), cancellationToken);
            used = 0;
        }
    }
}

/// <summary>An entry as it stands in the archive.</summary>
internal sealed record WrittenFile(string Path, long Size, string Sha256);
