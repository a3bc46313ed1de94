using Microsoft.Data.Sqlite;

namespace DsrGateway.Cases.Storage.Sqlite;

/// <summary>What a failing database means to a caller.</summary>
internal static class StoreErrors
{
    /// <summary>A row excludes another: the fault of one write, not of the database.</summary>
    public const int Constraint = 19;

    /// <summary>Somebody else holds what is needed.</summary>
    public const int Busy = 5;

    private const int Full = 13;

    public static CaseException From(SqliteException e) => e.SqliteErrorCode switch
    {
        Full => new CaseException(ErrorReason.StoreFull, "The store has no room left; nothing was changed.", e),
        Constraint => new CaseException(ErrorReason.Conflict, "What is stored excludes this; nothing was changed.", e),
        _ => new CaseException(ErrorReason.StoreUnavailable, $"The store cannot be used now (SQLite error {e.SqliteErrorCode}).", e),
    };

    public static CaseException Closed() => new(ErrorReason.StoreUnavailable, "The store is being closed.");

    public static CaseException Conflict() => new(ErrorReason.Conflict, "Somebody else changed the case at the same time.");
}
