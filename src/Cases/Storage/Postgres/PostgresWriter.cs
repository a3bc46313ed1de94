using System.Threading.Channels;
using Npgsql;

namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>
/// Gathers the writes that come while a batch is under way, and does them as the next one: one round trip, one transaction,
/// one flush of the log for all (group commit). A single write goes at once. A task completes only after the commit.
/// Writes of one case pass through one lane, so that lanes of a process never wait for each other.
/// </summary>
internal sealed class PostgresWriter : IAsyncDisposable
{
    private readonly Lane[] _lanes;

    /// <param name="lanes">Batches that may be under way at once; each takes a connection.</param>
    public PostgresWriter(NpgsqlDataSource source, Guid instance, int lanes) =>
        _lanes = [.. Enumerable.Range(0, lanes).Select(_ => new Lane(source, instance))];

    public Task<TResult> WriteAsync<TInput, TResult>(PostgresWrite<TInput, TResult> write, CaseId caseId)
    {
        if (write.IsCancelled)
        {
            write.Cancel();
        }
        else if (!_lanes[(uint)caseId.GetHashCode() % (uint)_lanes.Length].TryQueue(write))
        {
            write.Fail(PostgresErrors.Closed());
        }

        return write.Task;
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(_lanes.Select(lane => lane.CloseAsync()));

    private sealed class Lane
    {
        private readonly Channel<PostgresWrite> _queue = Channel.CreateUnbounded<PostgresWrite>(new UnboundedChannelOptions { SingleReader = true });
        private readonly NpgsqlDataSource _source;
        private readonly Guid _instance;
        private readonly Task _loop;

        public Lane(NpgsqlDataSource source, Guid instance)
        {
            (_source, _instance) = (source, instance);
            _loop = Task.Run(RunAsync);
        }

        public bool TryQueue(PostgresWrite write) => _queue.Writer.TryWrite(write);

        public Task CloseAsync()
        {
            _queue.Writer.TryComplete();
            return _loop;
        }

        private async Task RunAsync()
        {
            var batch = new WriteBatch();
            try
            {
                PostgresWrite? left = null;
                while (left is not null || await _queue.Reader.WaitToReadAsync())
                {
                    batch = new WriteBatch();
                    left = Gather(batch, left);
                    await CommitAsync(batch);
                }
            }
            finally
            {
                // Only a bug gets here with something left; then nobody is to wait for ever.
                _queue.Writer.TryComplete();
                batch.Fail(PostgresErrors.Closed());
                while (_queue.Reader.TryRead(out var write))
                {
                    write.Fail(PostgresErrors.Closed());
                }
            }
        }

        /// <summary>Gives the first write that has to wait for the next batch.</summary>
        private PostgresWrite? Gather(WriteBatch batch, PostgresWrite? first)
        {
            for (var next = first; next is not null || _queue.Reader.TryRead(out next); next = null)
            {
                if (next.IsCancelled)
                {
                    next.Cancel();
                }
                else if (!batch.TryAdd(next))
                {
                    return next;
                }
            }

            return null;
        }

        private async Task CommitAsync(WriteBatch batch)
        {
            for (var attempt = 1; batch.Count > 0; attempt++)
            {
                try
                {
                    await batch.CommitAsync(_source, _instance);
                    return;
                }
                catch (Exception e) when (PostgresErrors.IsPassing(e) && batch.Count == 1 && attempt < 3)
                {
                    // Nothing was done.
                }
                catch (Exception e) when (PostgresErrors.MayBeOfOneWrite(e) && batch.Count > 1)
                {
                    foreach (var write in batch.Writes)
                    {
                        await CommitAsync(WriteBatch.Of(write));
                    }

                    return;
                }
                catch (Exception e) when (PostgresErrors.IsOfDatabase(e) || e is ObjectDisposedException)
                {
                    batch.Fail(PostgresErrors.From(e));
                    return;
                }
            }
        }
    }
}
