namespace DsrGateway.Bench;

/// <summary>The case that is measured: access to five systems, one record of about 200 characters each.</summary>
internal static class Systems
{
    public const string Controller = "bench";

    public static readonly string[] Ids = ["crm", "billing", "mailing", "helpdesk", "chat"];

    /// <summary>What each system holds: a JSON object of about 200 characters.</summary>
    public static string Record(string system, string email) =>
        $$"""{"system":"{{system}}","email":"{{email}}","name":"Invented Person","note":"{{Filler}}"}""";

    public static bool IsRecordOf(string record, string system, string email) => record == Record(system, email);

    public static string Filler { get; } = new('n', 110);

    /// <summary>
    /// The controller's file. As many calls at a time as there are callers: the peers are not held back per system either.
    /// </summary>
    public static string ControllerYaml => $"""
        id: {Controller}
        name: Bench Oy
        country: FI
        language: en
        registers:
          - id: customers
            name: Customers
            systems:
        {string.Join('\n', Ids.Select(id => $"      - {{ id: {id}, name: {id}, kind: crm, adapter: {id}, searched_by: [email], legal_bases: [contract], limits: {{ concurrency: 64, timeout: 10m }} }}"))}

        """;
}
