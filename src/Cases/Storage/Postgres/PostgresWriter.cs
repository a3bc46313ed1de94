using System.Threading.Channels;
using Npgsql;

namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>
/// Gathers the writes that come while a batch is under way, and does them as the next one: one round trip, one transaction,
/// one flush of the log for all (group commit). A single write goes at once. A task completes only after the commit.
/// One batch at a time: with two, each is half as large, and PostgreSQL works a third more for the same writes.
/// </summary>
internal sealed class PostgresWriter : IAsyncDisposable
{
    private const int MaxDeadlocks = 3;
    private readonly Channel<PostgresWrite> _queue = Channel.CreateUnbounded<PostgresWrite>(new UnboundedChannelOptions { SingleReader = true });
    private readonly NpgsqlDataSource _source;
    private readonly Guid _instance;
    private readonly Task _loop;

    /// <param name="instance">The name that other processes know this one by.</param>
    public PostgresWriter(NpgsqlDataSource source, Guid instance)
    {
        (_source, _instance) = (source, instance);
        _loop = Task.Run(RunAsync);
    }

    public Task<TResult> WriteAsync<TInput, TResult>(PostgresWrite<TInput, TResult> write)
    {
        if (write.IsCancelled)
        {
            write.Cancel();
        }
        else if (!_queue.Writer.TryWrite(write))
        {
            write.Fail(PostgresErrors.Closed());
        }

        return write.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
    }

    private async Task RunAsync()
    {
        var batch = new WriteBatch();
        try
        {
            PostgresWrite? left = null;
            while (left is not null || await _queue.Reader.WaitToReadAsync())
            {
                // Those whom the last batch released come first, else the fastest of them would travel alone.
                await Task.Yield();
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
            catch (Exception e) when (PostgresErrors.MayBeOfOneWrite(e) && batch.Count > 1)
            {
                // Refused whole, so nothing was done: the others of the batch have nothing to do with it.
                foreach (var write in batch.Writes)
                {
                    await CommitAsync(WriteBatch.Of(write));
                }

                return;
            }
            catch (Exception e) when (PostgresErrors.IsDeadlock(e) && attempt < MaxDeadlocks)
            {
                // Nothing was done, and the same may work at once.
            }
            catch (Exception e) when (PostgresErrors.IsOfDatabase(e))
            {
                // Where one connection broke the others are likely broken too; the next batch is to find a fresh one.
                _source.Clear();
                batch.Fail(PostgresErrors.From(e));
                return;
            }
        }
    }
}
