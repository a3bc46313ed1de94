using Npgsql;

namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>Takes away fan-outs that the broker has.</summary>
internal sealed class RemovalWrites() : WriteKind<IReadOnlyCollection<Guid>, bool>(order: 5)
{
    protected override NpgsqlBatchCommand Command(List<IReadOnlyCollection<Guid>> inputs) =>
        new NpgsqlBatchCommand("WITH removed AS (DELETE FROM fan_outs WHERE fan_out_id = ANY($1) RETURNING 1) SELECT count(*) FROM removed")
            .Value(inputs.SelectMany(ids => ids).Order().ToArray());

    protected override Task ReadAsync(NpgsqlDataReader reader, List<PostgresWrite<IReadOnlyCollection<Guid>, bool>> writes) => Task.CompletedTask;
}
