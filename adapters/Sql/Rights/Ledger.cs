using DsrGateway.Adapters.Sql.Databases;
using DsrGateway.Adapters.Sql.Subjects;
using DsrGateway.V1;
using Google.Protobuf;

namespace DsrGateway.Adapters.Sql.Rights;

/// <summary>
/// dsr_operation in the target's own database: the operation id goes in with the effect or not at all. The row holds the parts of the outcome
/// and nothing of the person, not even the subject's key.
/// </summary>
internal sealed class Ledger(SqlSystem system, TimeProvider time)
{
    private static readonly Column At = new("at", ColumnKind.Time, "timestamptz", false);

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        await using var connection = await system.Database.OpenAsync(cancellationToken);
        if ((await system.Database.ReadColumnsAsync(connection, "dsr_operation", cancellationToken)).Count == 0)
        {
            await using var command = new Query { Text = system.Database.CreateLedger }.On(connection, null);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>Claims the operation in this transaction; a concurrent repeat waits here. Returns the outcome if it was done before.</summary>
    public async Task<FulfilOutcome?> ClaimAsync(SqlSession session, string operationId, CancellationToken cancellationToken)
    {
        var query = new Query();
        var at = system.Database.Value(query, At, time.GetUtcNow().ToString("O"));
        query.Text = $"INSERT INTO dsr_operation (operation_id, at) VALUES ({query.Add(operationId)}, {at}) ON CONFLICT (operation_id) DO NOTHING";
        if (await session.ExecuteAsync(query, cancellationToken) > 0)
        {
            return null;
        }

        var stored = new Query();
        stored.Text = $"SELECT outcome FROM dsr_operation WHERE operation_id = {stored.Add(operationId)}";
        var rows = await session.RowsAsync(stored, cancellationToken);
        return FulfilOutcome.Parser.ParseJson((string)rows[0][0]!);
    }

    public static async Task RecordAsync(SqlSession session, string operationId, IEnumerable<OutcomePart> parts, CancellationToken cancellationToken)
    {
        var outcome = new FulfilOutcome { OperationId = operationId };
        outcome.Parts.AddRange(parts);
        var query = new Query();
        query.Text = $"UPDATE dsr_operation SET outcome = {query.Add(JsonFormatter.Default.Format(outcome))} WHERE operation_id = {query.Add(operationId)}";
        await session.ExecuteAsync(query, cancellationToken);
    }
}
