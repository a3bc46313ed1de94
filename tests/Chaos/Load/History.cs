using System.Text.Json;
using DsrGateway.Chaos.Oracle;
using DsrGateway.V1;

namespace DsrGateway.Chaos.Load;

/// <summary>All that the clients did and saw: in memory, and in a file for whoever looks afterwards.</summary>
internal sealed class History : IDisposable
{
    private readonly Lock _gate = new();
    private readonly StreamWriter _file;
    private readonly List<Observation> _entries = [];
    private readonly List<(long After, TaskCompletionSource<long> Waiter)> _waiters = [];
    private readonly Dictionary<string, long> _opened = [];

    public History(string path)
    {
        _entries.AddRange(Load(path));
        _file = new StreamWriter(path, append: true);
    }

    public static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    public IReadOnlyList<Observation> Entries
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries];
            }
        }
    }

    /// <summary>Cases that this run opened and saw the end of.</summary>
    public int Finished { get; private set; }

    public static string AnswerOf(Case seen) => seen.State is not (CaseState.Closed or CaseState.Cancelled) ? "" :
        string.Join(';', seen.Steps.Select(s => $"{s.SystemId} {s.State} {Holdings.Text(s.Parts)}"));

    public void Add(Observation entry)
    {
        lock (_gate)
        {
            _entries.Add(entry);
            _file.WriteLine(JsonSerializer.Serialize(entry));
            if (entry.Opens)
            {
                _opened.TryAdd(entry.Request, entry.Sent);
            }

            if (entry is { IsFinal: true, IsOk: true } && _opened.Remove(entry.Request, out var opened))
            {
                Finished++;
                Tell(opened, entry.Got);
            }
        }
    }

    /// <summary>When the first case that was begun after this instant got its final answer.</summary>
    public Task<long> FirstNewAnswerAsync(long after)
    {
        lock (_gate)
        {
            var waiter = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((after, waiter));
            return waiter.Task;
        }
    }

    public void Dispose() => _file.Dispose();

    private static IEnumerable<Observation> Load(string path) =>
        File.Exists(path) ? File.ReadLines(path).Select(line => JsonSerializer.Deserialize<Observation>(line)!) : [];

    private void Tell(long opened, long ended)
    {
        foreach (var (after, waiter) in _waiters.Where(w => opened >= w.After).ToList())
        {
            waiter.TrySetResult(ended);
            _waiters.Remove((after, waiter));
        }
    }
}
