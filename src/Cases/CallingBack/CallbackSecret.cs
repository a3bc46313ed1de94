using System.Security.Cryptography;
using System.Text;

namespace DsrGateway.Cases.CallingBack;

/// <summary>
/// The secret that portal and gateway share, and what is signed by it: the Standard Webhooks convention (standardwebhooks.com),
/// for which portals have libraries. The file holds "whsec_" and 24 to 64 bytes in base64.
/// </summary>
internal sealed class CallbackSecret
{
    private const string Prefix = "whsec_";
    private const int LongestFile = 1024;
    private const UnixFileMode Forbidden =
        UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;

    private readonly byte[] _key;

    private CallbackSecret(byte[] key) => _key = key;

    /// <summary>Read at every use, so that a changed secret counts at once.</summary>
    /// <exception cref="CallbackSecretException">The file cannot be used; the message says why and holds nothing of it.</exception>
    public static CallbackSecret Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                throw new CallbackSecretException($"{path} does not exist.");
            }

            // The group may read: a secret that is mounted into a container belongs to root and to the container's group.
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Forbidden) != 0)
            {
                throw new CallbackSecretException($"{path} can be read by others; give it mode 0600.");
            }

            return new CallbackSecret(Key(File.ReadAllText(path).Trim()) ?? throw new CallbackSecretException($"{path} does not hold {Prefix} and 24 to 64 bytes in base64."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CallbackSecretException($"{path} cannot be read ({e.GetType().Name}).");
        }
    }

    /// <summary>What is wrong with the file; null if it can be used.</summary>
    public static string? Check(string path)
    {
        try
        {
            Read(path);
            return null;
        }
        catch (CallbackSecretException e)
        {
            return e.Message;
        }
    }

    /// <summary>The header webhook-signature of a message.</summary>
    public string Sign(string id, long timestamp, byte[] body)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{id}.{timestamp}."), .. body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(_key, signed));
    }

    private static byte[]? Key(string text)
    {
        var key = new byte[LongestFile];
        return text.StartsWith(Prefix, StringComparison.Ordinal) && text.Length <= LongestFile
            && Convert.TryFromBase64String(text[Prefix.Length..], key, out var length) && length is >= 24 and <= 64 ? key[..length] : null;
    }
}

/// <summary>A controller's secret cannot be used now.</summary>
internal sealed class CallbackSecretException(string message) : Exception(message);
