using System.Buffers;
using System.Text;

namespace Grpc.Core;

public sealed partial class Metadata
{
    /// <summary>One header: a lower-case key with either text or, if the key ends in <c>-bin</c>, bytes.</summary>
    public class Entry
    {
        private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");

        private readonly string? text;
        private readonly byte[]? bytes;

        public Entry(string key, string value)
        {
            ArgumentNullException.ThrowIfNull(value);
            Key = Normalized(key);
            text = IsBinary ? throw new ArgumentException($"A key that ends in {BinaryHeaderSuffix} takes bytes.", nameof(key)) : value;
        }

        public Entry(string key, byte[] valueBytes)
        {
            ArgumentNullException.ThrowIfNull(valueBytes);
            Key = Normalized(key);
            // A copy, so that an entry cannot change after it was added.
            bytes = IsBinary ? [.. valueBytes] : throw new ArgumentException($"A key for bytes ends in {BinaryHeaderSuffix}.", nameof(key));
        }

        public string Key { get; }

        public bool IsBinary => Key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        public string Value => text ?? throw new InvalidOperationException("A binary entry has no text.");

        public byte[] ValueBytes => bytes is null ? Encoding.ASCII.GetBytes(Value) : [.. bytes];

        public override string ToString() =>
            IsBinary ? $"[Entry: key={Key}, valueBytes={bytes?.Length} bytes]" : $"[Entry: key={Key}, value={text}]";

        private static string Normalized(string key)
        {
            ArgumentException.ThrowIfNullOrEmpty(key);
            // HTTP/2 knows lower-case names only.
#pragma warning disable CA1308
            var lower = key.ToLowerInvariant();
#pragma warning restore CA1308
            return lower.AsSpan().ContainsAnyExcept(KeyCharacters)
                ? throw new ArgumentException($"The key '{key}' holds a character other than a-z, 0-9, '.', '_' and '-'.", nameof(key))
                : lower;
        }
    }
}
