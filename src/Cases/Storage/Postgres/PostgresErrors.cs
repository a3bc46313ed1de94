using System.Net.Sockets;
using Npgsql;

namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>What a failing database means to a caller.</summary>
internal static class PostgresErrors
{
    private const string DiskFull = "53100";
    private const string ConstraintClass = "23";
    private const string RollbackClass = "40";

    /// <summary>Errors of the database or of the way to it. Anything else that is thrown is a bug and is not hidden.</summary>
    public static bool IsOfDatabase(Exception e) => e is NpgsqlException or SocketException or TimeoutException or IOException;

    /// <summary>
    /// Refused for what one statement asks or meets, so that the others of its batch have a chance without it. Whatever concerns
    /// the database as a whole (full, going down, out of reach) would only be met again.
    /// </summary>
    public static bool MayBeOfOneWrite(Exception e) => e is PostgresException p &&
        p.SqlState[..2] is not "08" and not "53" and not "57" and not "58" and not "XX";

    /// <summary>A deadlock: nothing was done, and the same may work at once.</summary>
    public static bool IsPassing(Exception e) => e is PostgresException p && p.SqlState.StartsWith(RollbackClass, StringComparison.Ordinal);

    public static CaseException From(Exception e) => e switch
    {
        PostgresException { SqlState: DiskFull } => new CaseException(ErrorReason.StoreFull, "The store has no room left; nothing was changed.", e),
        PostgresException p when p.SqlState.StartsWith(ConstraintClass, StringComparison.Ordinal) =>
            new CaseException(ErrorReason.Conflict, "What is stored excludes this; nothing was changed.", e),
        PostgresException p => new CaseException(ErrorReason.StoreUnavailable, $"The store cannot be used now (SQLSTATE {p.SqlState}).", e),
        _ => new CaseException(ErrorReason.StoreUnavailable, "The store cannot be reached now; what was being written may or may not be there.", e),
    };

    public static CaseException Closed() => new(ErrorReason.StoreUnavailable, "The store is being closed.");

    public static CaseException Conflict() => new(ErrorReason.Conflict, "Somebody else changed the case at the same time.");
}
