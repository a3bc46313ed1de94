using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace DsrGateway.Cases.Protecting;

/// <summary>Wraps case keys under the keys of their controllers: AES-256-GCM, bound to the case and the controller.</summary>
internal sealed class CaseKeyWrapping(ControllerKeys controllerKeys)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly ConcurrentDictionary<string, bool> _checked = new(StringComparer.Ordinal);

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(32);

    /// <summary>False until the controller's key was seen to be the one; whoever wraps or unwraps has to look, once in a process's life.</summary>
    public bool IsChecked(string controllerId) => _checked.ContainsKey(controllerId);

    /// <summary>A controller that has case keys has had a key of its own.</summary>
    /// <exception cref="ControllerKeyException">It is missing.</exception>
    public void MustExist(string controllerId) => controllerKeys.MustExist(controllerId);

    /// <summary>What this process wraps others must be able to open, and the other way round.</summary>
    /// <exception cref="ControllerKeyException">The key is another than the one that the controller's case keys are wrapped by.</exception>
    public void Check(string controllerId, bool isAccepted)
    {
        if (!isAccepted)
        {
            throw controllerKeys.NotTheOne(controllerId);
        }

        _checked.TryAdd(controllerId, true);
    }

    /// <summary>Tells the controller's key from another, and nothing of it.</summary>
    /// <exception cref="ControllerKeyException">It cannot be used here.</exception>
    public byte[] CheckValue(string controllerId) => controllerKeys.CheckValue(controllerId);

    /// <summary>Whether one of these was wrapped by the controller's key; so it is of none.</summary>
    /// <exception cref="ControllerKeyException">The key cannot be used here.</exception>
    public bool WrappedAny(string controllerId, IReadOnlyCollection<(CaseId Id, byte[] Wrapped)> some) =>
        some.Count == 0 || some.Any(key => Opens(key.Id, controllerId, key.Wrapped));

    public byte[] Wrap(CaseId id, string controllerId, byte[] key)
    {
        var output = new byte[NonceSize + TagSize + key.Length];
        RandomNumberGenerator.Fill(output.AsSpan(0, NonceSize));
        using var aes = new AesGcm(controllerKeys.WrappingKey(controllerId), TagSize);
        aes.Encrypt(output.AsSpan(0, NonceSize), key, output.AsSpan(NonceSize + TagSize), output.AsSpan(NonceSize, TagSize), AdditionalData(id, controllerId));
        return output;
    }

    /// <exception cref="CryptographicException">It was wrapped for another case or controller.</exception>
    public byte[] Unwrap(CaseId id, string controllerId, byte[] wrapped)
    {
        var key = new byte[wrapped.Length - NonceSize - TagSize];
        using var aes = new AesGcm(controllerKeys.WrappingKey(controllerId), TagSize);
        aes.Decrypt(wrapped.AsSpan(0, NonceSize), wrapped.AsSpan(NonceSize + TagSize), wrapped.AsSpan(NonceSize, TagSize), key, AdditionalData(id, controllerId));
        return key;
    }

    private bool Opens(CaseId id, string controllerId, byte[] wrapped)
    {
        try
        {
            Unwrap(id, controllerId, wrapped);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static byte[] AdditionalData(CaseId id, string controllerId) => [.. id.Value.ToByteArray(), .. Encoding.UTF8.GetBytes(controllerId)];
}
