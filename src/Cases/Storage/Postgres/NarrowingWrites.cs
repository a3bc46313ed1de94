using Npgsql;

namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>Leaves of fan-outs only what the broker does not have.</summary>
internal sealed class NarrowingWrites() : WriteKind<FanOut, bool>(order: 6)
{
    private const string Sql =
        """
        WITH narrowed AS (
            UPDATE fan_outs f SET system_ids = l.system_ids FROM unnest($1::uuid[], $2::text[]) l (fan_out_id, system_ids)
            WHERE f.fan_out_id = l.fan_out_id
            RETURNING 1)
        SELECT count(*) FROM narrowed
        """;

    public static PostgresWrite<FanOut, bool> Write(NarrowingWrites kind, FanOut left, CancellationToken cancellation) => new(kind, left, cancellation)
    {
        Key = new WriteKey(kind, left.CaseId),
    };

    protected override NpgsqlBatchCommand Command(List<FanOut> inputs)
    {
        var left = inputs.OrderBy(f => f.Id).ToList();
        return new NpgsqlBatchCommand(Sql).Column(left, f => f.Id).Column(left, f => RowMapping.Json(f.SystemIds));
    }

    protected override Task ReadAsync(NpgsqlDataReader reader, List<PostgresWrite<FanOut, bool>> writes) => Task.CompletedTask;
}
