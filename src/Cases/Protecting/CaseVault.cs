using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DsrGateway.Cases.Protecting;

/// <summary>
/// Seals and opens one case's documents and results: AES-256-GCM, a random 96-bit nonce each, and the place where the
/// ciphertext belongs as additional data, so that two rows cannot be swapped.
/// </summary>
public sealed class CaseVault(CaseId caseId, byte[] key)
{
    private const byte FormatVersion = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int Overhead = 1 + NonceSize + TagSize;

    public byte[] SealDocument<T>(T document, JsonTypeInfo<T> type, string place) =>
        Seal(JsonSerializer.SerializeToUtf8Bytes(document, type), place);

    public T OpenDocument<T>(byte[] ciphertext, JsonTypeInfo<T> type, string place) =>
        JsonSerializer.Deserialize(Open(ciphertext, place), type) ?? throw new CryptographicException("An empty document was sealed.");

    public byte[] Seal(ReadOnlySpan<byte> plaintext, string place)
    {
        var output = new byte[Overhead + plaintext.Length];
        output[0] = FormatVersion;
        var nonce = output.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plaintext, output.AsSpan(Overhead), output.AsSpan(1 + NonceSize, TagSize), AdditionalData(place));
        return output;
    }

    public byte[] Open(ReadOnlySpan<byte> ciphertext, string place)
    {
        if (ciphertext.Length < Overhead || ciphertext[0] != FormatVersion)
        {
            throw new CryptographicException("Not something this vault sealed.");
        }

        var plaintext = new byte[ciphertext.Length - Overhead];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(ciphertext.Slice(1, NonceSize), ciphertext[Overhead..], ciphertext.Slice(1 + NonceSize, TagSize), plaintext, AdditionalData(place));
        return plaintext;
    }

    /// <summary>A name for the content that is the same whenever the content is, and tells nothing of it without the key.</summary>
    public Guid Name(ReadOnlySpan<byte> content)
    {
        Span<byte> name = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, content, name);
        return new Guid(name[..16]);
    }

    private byte[] AdditionalData(string place)
    {
        var data = new byte[16 + 4 + Encoding.UTF8.GetByteCount(place)];
        caseId.Value.TryWriteBytes(data);
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(16), FormatVersion);
        Encoding.UTF8.GetBytes(place, data.AsSpan(20));
        return data;
    }
}

/// <summary>Where a ciphertext belongs.</summary>
internal static class Places
{
    public const string Case = "case";

    public static string Step(string systemId) => "step/" + systemId;

    public static string Piece(string systemId, Guid attempt, int sequence) => $"piece/{systemId}/{attempt:N}/{sequence}";

    public const string Timeline = "timeline";
}
