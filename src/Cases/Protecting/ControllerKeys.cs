using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace DsrGateway.Cases.Protecting;

/// <summary>
/// The controllers' keys: 256 random bits each, in a file that only the gateway's user can read, in a folder that is kept
/// apart from data and key store. What was read once is used until the process ends.
/// </summary>
/// <param name="folder">Where the files are.</param>
/// <param name="makesMissing">
/// Whether a missing file is made when the controller's first case is opened. Only where no other process has a folder of its own:
/// of two keys for one controller each opens what the other does not.
/// </param>
public sealed class ControllerKeys(string folder, bool makesMissing)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int KeyBytes = 32;
    private readonly ConcurrentDictionary<string, Derived> _derived = new(StringComparer.Ordinal);
    private readonly Lock _making = new();

    /// <summary>The key that wraps case keys.</summary>
    /// <exception cref="ControllerKeyException">It cannot be used here.</exception>
    public byte[] WrappingKey(string controllerId) => Of(controllerId).Wrapping;

    /// <summary>The key of the keyed hashes by which requests and persons are compared without being stored.</summary>
    /// <exception cref="ControllerKeyException">It cannot be used here.</exception>
    public byte[] FingerprintKey(string controllerId) => Of(controllerId).Fingerprint;

    /// <summary>Tells this key from another, and nothing of it.</summary>
    /// <exception cref="ControllerKeyException">It cannot be used here.</exception>
    internal byte[] CheckValue(string controllerId) => Of(controllerId).Check;

    /// <summary>Whether there is a file, usable or not.</summary>
    internal bool Exists(string controllerId) => File.Exists(PathOf(controllerId));

    /// <summary>What is wrong with the file now, and what to do; null if it can be used, or may be made when it is needed.</summary>
    internal string? Fault(string controllerId)
    {
        try
        {
            var path = PathOf(controllerId);
            if (!File.Exists(path))
            {
                return _derived.ContainsKey(controllerId) ? Lost(controllerId).Message : makesMissing ? null : Missing(path).Message;
            }

            var now = Derived.From(Read(path));
            return _derived.TryGetValue(controllerId, out var used) && !used.Check.AsSpan().SequenceEqual(now.Check)
                ? $"{path} holds another key than when this process read it; bring the first one back before the next start."
                : null;
        }
        catch (ControllerKeyException e)
        {
            return e.Message;
        }
    }

    /// <summary>Makes the controller's key. Never in the place of another: false if there is one.</summary>
    /// <exception cref="ControllerKeyException">The folder cannot be written.</exception>
    internal bool Make(string controllerId)
    {
        var path = PathOf(controllerId);
        try
        {
            return Write(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ControllerKeyException($"{path} cannot be made ({e.GetType().Name}: {e.Message})");
        }
    }

    /// <summary>Takes back a key that was made a moment ago and is not the one after all.</summary>
    internal void TakeBack(string controllerId)
    {
        _derived.TryRemove(controllerId, out _);
        File.Delete(PathOf(controllerId));
    }

    /// <summary>
    /// Tells that cases of the controller are sealed under its key already: from now on a missing file is a loss, and
    /// never made anew. A new key would open none of them and hide that the old one has to be brought back.
    /// </summary>
    /// <exception cref="ControllerKeyException">It is missing.</exception>
    internal void MustExist(string controllerId)
    {
        if (!Exists(controllerId))
        {
            throw Lost(controllerId);
        }
    }

    /// <summary>What to say where the controller has had a key, and it is not here.</summary>
    internal ControllerKeyException Lost(string controllerId) =>
        new($"{PathOf(controllerId)} is missing. The key was made before, and cases may be sealed under it; bring it back.");

    /// <summary>What to say where the key is there and is another than that of the other processes.</summary>
    internal ControllerKeyException NotTheOne(string controllerId) =>
        new($"{PathOf(controllerId)} is not the key that the controller's cases are sealed under. Give this process the same file as the others.");

    private Derived Of(string controllerId) => _derived.GetOrAdd(controllerId, id => Derived.From(Master(id)));

    private byte[] Master(string controllerId)
    {
        lock (_making)
        {
            var path = PathOf(controllerId);
            if (!File.Exists(path))
            {
                if (!makesMissing)
                {
                    throw Missing(path);
                }

                Make(controllerId);
            }

            return Read(path);
        }
    }

    private string PathOf(string controllerId) => Path.Combine(folder, controllerId + ".key");

    private static ControllerKeyException Missing(string path) => new(Directory.Exists(path)
        ? $"{path} is a folder; the controller's key must be a file."
        : $"{path} is missing. If the controller is new, make its key once with the verb \"keys create\" and give every process the same file; otherwise bring the file back.");

    private static byte[] Read(string path)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != 0)
            {
                throw new ControllerKeyException($"{path} can be read by others; give it mode 0600.");
            }

            var key = new byte[KeyBytes + 1];
            return Convert.TryFromBase64String(File.ReadAllText(path).Trim(), key, out var length) && length == KeyBytes
                ? key[..KeyBytes]
                : throw new ControllerKeyException($"{path} does not hold 32 bytes in base64.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ControllerKeyException($"{path} cannot be read ({e.GetType().Name}); it must be a file that belongs to the user {Environment.UserName}, of mode 0600.");
        }
    }

    /// <summary>
    /// Writes to a temporary name of its own, to the disk, and only then gives it its name: a crash leaves no half key. If
    /// another process was first, its key is the one.
    /// </summary>
    private bool Write(string path)
    {
        PrivateFolder.Create(folder);
        var made = $"{path}.{Guid.NewGuid():N}.new";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var file = new FileStream(made, options))
        {
            file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes))));
            file.Flush(flushToDisk: true);
        }

        var isOurs = FolderSync.MoveUnlessThere(made, path);
        FolderSync.Flush(folder);
        return isOurs;
    }

    private sealed record Derived(byte[] Wrapping, byte[] Fingerprint, byte[] Check)
    {
        public static Derived From(byte[] master) => new(For(master, "case-key-wrapping"), For(master, "fingerprint"), For(master, "key-check"));

        private static byte[] For(byte[] master, string use) => HKDF.DeriveKey(HashAlgorithmName.SHA256, master, KeyBytes, info: Encoding.UTF8.GetBytes(use));
    }
}

/// <summary>A controller's key cannot be used by this process. The message says which file, why, and what to do.</summary>
public sealed class ControllerKeyException(string message) : Exception(message);
