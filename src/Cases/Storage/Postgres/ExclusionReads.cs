using Npgsql;

namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>Finds the case that kept another from being opened; null if it is gone, and the other may be opened now.</summary>
internal sealed class ExclusionReads(NpgsqlDataSource source) : GatheredReads<CaseToOpen, OpenResult>(source)
{
    private const string Sql =
        """
        SELECT q.n, c.case_id, c.content_hash, c.content_hash_now, true FROM unnest($1::text[], $2::text[]) WITH ORDINALITY q (controller_id, request_id, n)
        JOIN cases c ON c.controller_id = q.controller_id AND c.request_id = q.request_id
        UNION ALL
        SELECT q.n, c.case_id, c.content_hash, NULL, false FROM unnest($1::text[], $3::bytea[]) WITH ORDINALITY q (controller_id, person_hash, n)
        JOIN cases c ON c.controller_id = q.controller_id AND c.person_hash = q.person_hash AND c.closed_at IS NULL
        UNION ALL
        SELECT q.n, c.case_id, c.content_hash, NULL, false FROM unnest($4::int8[], $5::text[], $6::bytea[]) q (n, controller_id, mark)
        JOIN case_persons p ON p.controller_id = q.controller_id AND p.mark = q.mark
        JOIN cases c ON c.case_id = p.case_id AND c.closed_at IS NULL
        """;

    protected override NpgsqlBatchCommand Command(List<CaseToOpen> questions)
    {
        var sought = questions.SelectMany((o, i) => o.Persons.Sought.Select(m => (N: i + 1L, o.Case.ControllerId, Mark: m))).ToList();
        return new NpgsqlBatchCommand(Sql)
            .Column(questions, o => o.Case.ControllerId).Column(questions, o => o.Case.RequestId).Column(questions, o => o.PersonHash)
            .Column(sought, s => s.N).Column(sought, s => s.ControllerId).Column(sought, s => s.Mark);
    }

    protected override async Task<OpenResult?[]> ReadAsync(NpgsqlDataReader reader, List<CaseToOpen> questions)
    {
        var found = new OpenResult?[questions.Count];
        while (await reader.ReadAsync())
        {
            var n = (int)reader.GetInt64(0) - 1;
            // The same request comes first; it says more than the same person.
            found[n] ??= new OpenResult(Verdict(questions[n], reader), new CaseId(reader.GetGuid(1)));
        }

        return found;
    }

    private static OpenVerdict Verdict(CaseToOpen asked, NpgsqlDataReader reader) =>
        !reader.GetBoolean(4) ? OpenVerdict.AlreadyOpen
        : asked.IsOf(new StoredRequest(
            new CaseId(reader.GetGuid(1)), reader.GetFieldValue<byte[]>(2), reader.IsDBNull(3) ? null : reader.GetFieldValue<byte[]>(3))) ? OpenVerdict.SameRequest
        : OpenVerdict.RequestIdReused;
}
