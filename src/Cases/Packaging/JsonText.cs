using System.Text.Json;

namespace DsrGateway.Cases.Packaging;

internal static class JsonText
{
    public static byte[] Decode(ref Utf8JsonReader reader)
    {
        var bytes = new byte[reader.ValueSpan.Length];
        return bytes[..reader.CopyString(bytes)];
    }

    /// <summary>False for half of a surrogate pair, which JSON can write and text cannot hold.</summary>
    public static bool TryDecode(ref Utf8JsonReader reader, out byte[] text)
    {
        try
        {
            text = Decode(ref reader);
            return true;
        }
        catch (InvalidOperationException)
        {
            text = [];
            return false;
        }
    }
}
