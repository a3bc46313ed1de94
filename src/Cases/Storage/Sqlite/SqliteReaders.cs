using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace DsrGateway.Cases.Storage.Sqlite;

/// <summary>Connections for reading; each read sees one committed state.</summary>
internal sealed class SqliteReaders(SqliteConnections connections) : IDisposable
{
    private const int MaxIdle = 16;
    private readonly ConcurrentBag<SqliteSession> _idle = [];

    /// <summary>Runs a read in one read transaction. SQLite reads are local and short; they do not leave the thread.</summary>
    public T Read<T>(Func<SqliteSession, T> work)
    {
        _idle.TryTake(out var session);
        try
        {
            session ??= connections.Open();
            session.Execute("BEGIN");
            var result = work(session);
            session.Execute("COMMIT");
            if (_idle.Count < MaxIdle)
            {
                _idle.Add(session);
                session = null;
            }

            return result;
        }
        catch (SqliteException e)
        {
            throw StoreErrors.From(e);
        }
        finally
        {
            session?.Dispose();
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }
    }
}
