using Npgsql;
using static DsrGateway.Cases.Storage.Postgres.Columns;

namespace DsrGateway.Cases.Storage.Postgres;

internal sealed record LeasedPiece(StepKey Key, ResultPiece Piece, DateTimeOffset LeaseUntil);

/// <summary>Writes pieces of results; false if the asking is no longer the step's.</summary>
internal sealed class PieceWrites() : WriteKind<LeasedPiece, bool>(order: 4)
{
    private const string Sql =
        """
        WITH leased AS (
            UPDATE steps s SET next_attempt_at = greatest(s.next_attempt_at, a.lease_until)
            FROM unnest($1::uuid[], $2::text[], $3::int4[], $4::int8[], $5::uuid[], $6::int4[], $7::bytea[]) WITH ORDINALITY
                a (case_id, system_id, round, lease_until, attempt_id, sequence, sealed, n)
            JOIN cases c ON c.case_id = a.case_id
            WHERE s.case_id = a.case_id AND s.system_id = a.system_id AND s.round = a.round AND s.state IN (2, 3) AND c.closed_at IS NULL
            RETURNING a.n, a.case_id, a.system_id, a.attempt_id, a.sequence, a.sealed),
        dropped AS (
            -- An attempt that broke off, or one that this replaces, left pieces that nobody will read.
            DELETE FROM pieces p USING leased l
            WHERE p.case_id = l.case_id AND p.system_id = l.system_id AND l.sequence = 0 AND p.attempt_id <> l.attempt_id),
        kept AS (
            INSERT INTO pieces (case_id, system_id, attempt_id, sequence, sealed) SELECT case_id, system_id, attempt_id, sequence, sealed FROM leased
            ON CONFLICT (case_id, system_id, attempt_id, sequence) DO UPDATE SET sealed = excluded.sealed)
        SELECT n FROM leased
        """;

    public static PostgresWrite<LeasedPiece, bool> Write(PieceWrites kind, LeasedPiece piece, CancellationToken cancellation) => new(kind, piece, cancellation)
    {
        Key = new WriteKey(kind, piece.Key.CaseId, piece.Key.SystemId),
        Locks = piece.Key.CaseId,
        Size = piece.Piece.Sealed.Length,
    };

    protected override NpgsqlBatchCommand Command(List<LeasedPiece> pieces) => new NpgsqlBatchCommand(Sql)
        .Column(pieces, p => p.Key.CaseId.Value).Column(pieces, p => p.Key.SystemId).Column(pieces, p => p.Key.Round)
        .Column(pieces, p => Milliseconds(p.LeaseUntil)).Column(pieces, p => p.Piece.AttemptId).Column(pieces, p => p.Piece.Sequence)
        .Column(pieces, p => p.Piece.Sealed);

    protected override async Task ReadAsync(NpgsqlDataReader reader, List<PostgresWrite<LeasedPiece, bool>> writes)
    {
        while (await reader.ReadAsync())
        {
            writes[(int)reader.GetInt64(0) - 1].Result = true;
        }
    }
}
