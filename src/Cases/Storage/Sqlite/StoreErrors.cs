using Microsoft.Data.Sqlite;

namespace DsrGateway.Cases.Storage.Sqlite;

/// <summary>What a failing database means to a caller.</summary>
internal static class StoreErrors
{
    private const int SqliteFull = 13;

    public static CaseException From(SqliteException e) => e.SqliteErrorCode == SqliteFull
        ? new CaseException(ErrorReason.StoreFull, "The store has no room left; nothing was changed.", e)
        : new CaseException(ErrorReason.StoreUnavailable, $"The store cannot be used now (SQLite error {e.SqliteErrorCode}).", e);

    public static CaseException Closed() => new(ErrorReason.StoreUnavailable, "The store is being closed.");

    public static CaseException Conflict() => new(ErrorReason.Conflict, "Somebody else changed the case at the same time.");
}
