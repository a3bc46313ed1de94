using Npgsql;
using static DsrGateway.Cases.Storage.Postgres.RowMapping;

namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>Reads cases with their steps. Rows of both kinds come from one statement, so that they are of one instant.</summary>
internal sealed class CaseReads(NpgsqlDataSource source, int lanes) : GatheredReads<CaseId, CaseSnapshot>(source, lanes)
{
    private const string NoStep =
        "NULL::text, NULL::int4, NULL::int2, NULL::int2, NULL::int4, NULL::uuid, NULL::int2, NULL::int4, NULL::int8, NULL::bytea";

    private const string NoCase =
        "NULL::text, NULL::text, NULL::int2, NULL::text, NULL::text, NULL::int2, NULL::text, NULL::int2, " +
        "NULL::int4, NULL::int4, NULL::int8, NULL::int8, NULL::int8, NULL::int8, NULL::int8, NULL::int8, NULL::bytea";

    private const string Sql =
        $"""
        SELECT {CaseColumns}, {NoStep} FROM cases c WHERE c.case_id = ANY($1)
        UNION ALL
        SELECT s.case_id, {NoCase}, {StepColumns} FROM steps s WHERE s.case_id = ANY($1)
        """;

    protected override NpgsqlBatchCommand Command(List<CaseId> questions) => new NpgsqlBatchCommand(Sql).Column(questions, id => id.Value);

    protected override async Task<CaseSnapshot?[]> ReadAsync(NpgsqlDataReader reader, List<CaseId> questions)
    {
        var cases = new Dictionary<CaseId, CaseRow>(questions.Count);
        var steps = new Dictionary<CaseId, List<StepRow>>(questions.Count);
        while (await reader.ReadAsync())
        {
            if (reader.IsDBNull(CaseColumnCount))
            {
                var row = Case(reader);
                cases.Add(row.Id, row);
                steps.Add(row.Id, []);
            }
            else if (steps.TryGetValue(new CaseId(reader.GetGuid(0)), out var own))
            {
                own.Add(Step(reader, CaseColumnCount));
            }
        }

        foreach (var own in steps.Values)
        {
            own.Sort((a, b) => a.Ordinal.CompareTo(b.Ordinal));
        }

        return [.. questions.Select(id => cases.TryGetValue(id, out var row) ? new CaseSnapshot(row, steps[id]) : null)];
    }
}
