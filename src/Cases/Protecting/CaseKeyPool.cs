using System.Collections.Concurrent;
using System.Threading.Channels;

namespace DsrGateway.Cases.Protecting;

/// <summary>A case's id and its key, durable before the case is.</summary>
internal sealed record CaseKey(CaseId CaseId, byte[] Key);

/// <summary>
/// Has keys of cases to come made ahead, many in one write, so that opening a case need not wait for the key store. A key
/// that a process did not use before it ended seals nothing.
/// </summary>
internal sealed class CaseKeyPool(ICaseKeyStore keys)
{
    /// <summary>More would only be left over when the process ends.</summary>
    private const int Size = 32;
    private readonly ConcurrentDictionary<string, Ready> _ready = new(StringComparer.Ordinal);

    /// <exception cref="CaseException">STORE_FULL, STORE_UNAVAILABLE: none is ready and none can be made.</exception>
    public async Task<CaseKey> TakeAsync(string controllerId, CancellationToken cancellation)
    {
        var ready = _ready.GetOrAdd(controllerId, _ => new Ready());
        var taken = ready.Keys.Reader.TryRead(out var key);
        if (ready.Keys.Reader.Count < Size / 2 && Interlocked.Exchange(ref ready.Filling, 1) == 0)
        {
            _ = FillAsync(controllerId, ready);
        }

        return taken ? key! : await MakeAsync(controllerId, cancellation);
    }

    private async Task FillAsync(string controllerId, Ready ready)
    {
        try
        {
            var made = await Task.WhenAll(Enumerable.Range(0, Size).Select(_ => MakeAsync(controllerId, CancellationToken.None)));
            Array.ForEach(made, key => ready.Keys.Writer.TryWrite(key));
        }
        catch (Exception e) when (e is CaseException or ControllerKeyException)
        {
            // Whoever needs a key while none is ready asks for one himself and is told.
        }
        finally
        {
            Interlocked.Exchange(ref ready.Filling, 0);
        }
    }

    private async Task<CaseKey> MakeAsync(string controllerId, CancellationToken cancellation)
    {
        var id = CaseId.New();
        return new CaseKey(id, await keys.CreateAsync(id, controllerId, cancellation));
    }

    private sealed class Ready
    {
        public Channel<CaseKey> Keys { get; } = Channel.CreateUnbounded<CaseKey>();

        public int Filling;
    }
}
