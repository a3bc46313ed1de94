using Npgsql;
using static DsrGateway.Cases.Storage.Postgres.RowMapping;

namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>Reads single steps with their cases.</summary>
internal sealed class StepReads(NpgsqlDataSource source, int lanes) : GatheredReads<(CaseId CaseId, string SystemId), StepSnapshot>(source, lanes)
{
    private const string Sql =
        $"""
        SELECT {CaseColumns}, {StepColumns}, q.n
        FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY q (case_id, system_id, n)
        JOIN cases c ON c.case_id = q.case_id
        JOIN steps s ON s.case_id = q.case_id AND s.system_id = q.system_id
        """;

    private const int Question = CaseColumnCount + 10;

    protected override NpgsqlBatchCommand Command(List<(CaseId CaseId, string SystemId)> questions) =>
        new NpgsqlBatchCommand(Sql).Column(questions, q => q.CaseId.Value).Column(questions, q => q.SystemId);

    protected override async Task<StepSnapshot?[]> ReadAsync(NpgsqlDataReader reader, List<(CaseId CaseId, string SystemId)> questions)
    {
        var found = new StepSnapshot?[questions.Count];
        while (await reader.ReadAsync())
        {
            found[(int)reader.GetInt64(Question) - 1] = new StepSnapshot(Case(reader), Step(reader, CaseColumnCount));
        }

        return found;
    }
}
