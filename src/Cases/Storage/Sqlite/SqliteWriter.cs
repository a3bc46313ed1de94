using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace DsrGateway.Cases.Storage.Sqlite;

/// <summary>
/// The only writer of a database. SQLite admits one writer at a time, so writers queue here, and all that are waiting share
/// one transaction and one fsync (group commit). A write that throws is rolled back alone, to its savepoint; a commit that
/// fails fails every write in it. A task completes only after the commit.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int MaxBatch = 256;
    private readonly Channel<Write> _queue = Channel.CreateUnbounded<Write>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SqliteSession _session;
    private readonly Task _loop;

    public SqliteWriter(SqliteConnections connections)
    {
        _session = connections.Open();
        _loop = Task.Run(RunAsync);
    }

    public Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellation) => QueueAsync(new Write<T>(work, cancellation));

    /// <summary>
    /// A write that takes something away for good: completes when the log holds nothing of it either. Deleted rows are
    /// overwritten in the database (secure_delete), but the log keeps the old pages until it is cut.
    /// </summary>
    public Task<T> ShredAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellation) =>
        QueueAsync(new Write<T>(work, cancellation) { CutsLog = true });

    private Task<T> QueueAsync<T>(Write<T> write)
    {
        return _queue.Writer.TryWrite(write) ? write.Task : throw StoreErrors.Closed();
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        _session.Dispose();
    }

    private async Task RunAsync()
    {
        var batch = new List<Write>(MaxBatch);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < MaxBatch && _queue.Reader.TryRead(out var write))
            {
                batch.Add(write);
            }

            Commit(batch);
            batch.Clear();
        }
    }

    private void Commit(List<Write> batch)
    {
        try
        {
            _session.Execute("BEGIN IMMEDIATE");
            foreach (var write in batch)
            {
                write.Run(_session);
            }

            _session.Execute("COMMIT");
            if (batch.Exists(write => write.CutsLog))
            {
                CutLog();
            }
        }
        catch (SqliteException e)
        {
            RollBack();
            batch.ForEach(write => write.Fail(StoreErrors.From(e)));
            return;
        }

        batch.ForEach(write => write.Complete());
    }

    /// <summary>Waits for readers that still need the log.</summary>
    private void CutLog()
    {
        var busy = _session.QueryFirst("PRAGMA wal_checkpoint(TRUNCATE)", r => r.GetInt64(0));
        if (busy != 0)
        {
            throw new SqliteException("The log could not be cut.", StoreErrors.Busy);
        }
    }

    /// <summary>SQLite may have rolled back by itself (a full disk); then there is nothing left to do.</summary>
    private void RollBack()
    {
        try
        {
            _session.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // No transaction is active: rolled back already.
        }
    }

    private abstract class Write
    {
        public bool CutsLog { get; init; }

        public abstract void Run(SqliteSession session);

        public abstract void Complete();

        public abstract void Fail(Exception cause);
    }

    private sealed class Write<T>(Func<SqliteSession, T> work, CancellationToken cancellation) : Write
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;
        private Exception? _failure;
        private bool _cancelled;

        public Task<T> Task => _done.Task;

        /// <summary>Errors of the database itself (full, broken) end the batch; errors of this write end only this write.</summary>
        public override void Run(SqliteSession session)
        {
            if (_cancelled = cancellation.IsCancellationRequested)
            {
                return;
            }

            session.Execute("SAVEPOINT write");
            try
            {
                _result = work(session);
                session.Execute("RELEASE write");
            }
            catch (Exception e) when (e is not SqliteException { SqliteErrorCode: not StoreErrors.Constraint })
            {
                // Handed to whoever asked; the other writes of the batch have nothing to do with it.
                session.Execute("ROLLBACK TO write");
                session.Execute("RELEASE write");
                _failure = e is SqliteException broken ? StoreErrors.From(broken) : e;
            }
        }

        public override void Complete()
        {
            if (_cancelled)
            {
                _done.TrySetCanceled(cancellation);
            }
            else if (_failure is not null)
            {
                _done.TrySetException(_failure);
            }
            else
            {
                _done.TrySetResult(_result!);
            }
        }

        public override void Fail(Exception cause) => _done.TrySetException(_failure ?? cause);
    }
}
