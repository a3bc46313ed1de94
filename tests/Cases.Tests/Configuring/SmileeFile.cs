namespace DsrGateway.Cases.Configuring;

/// <summary>Files that differ from a good one in one place.</summary>
internal static class SmileeFile
{
    public const string Good = """
        id: smilee
        name: Smilee (Kommeet Oy)
        country: FI
        language: sv
        identifier_types:
          - { type: contract_number, unique: true }
        registers:
          - id: customers-marketing
            name: Kund- och marknadsföringsregister
            systems:
              - id: erp
                name: Affärssystem
                kind: erp_user_registry
                adapter: sql
                searched_by: [customer_number, contract_number]
                legal_bases: [legal_obligation]
              - id: crm
                name: Kundregister (CRM)
                kind: crm
                adapter: sql
                searched_by: [email, phone, customer_number, name]
                legal_bases: [contract, legitimate_interest, consent]
                erasure_gate: erp
                limits: { concurrency: 2, timeout: 90s, max_result_bytes: 2GiB, max_result_records: 100000 }
          - id: social
            name: Sociala medier
            systems:
              - id: facebook
                name: Facebook
                kind: social_media
                by_hand: "Search the page's inbox for the name"
                legal_bases: [legitimate_interest]
        """;

    public static ControllerConfig GoodController => Assert.Single(Read(Good).Controllers);

    public static ControllerConfigResult Read(params string[] contents) =>
        ControllerConfigReader.Read(contents.Select((content, i) => ($"controller{i + 1}.yaml", content)));

    /// <summary>The good file with one piece of text replaced, which must be there.</summary>
    public static ControllerConfigResult ReadWith(string text, string replacement)
    {
        Assert.Contains(text, Good, StringComparison.Ordinal);
        var at = Good.IndexOf(text, StringComparison.Ordinal);
        return Read(Good.Remove(at, text.Length).Insert(at, replacement));
    }
}
