namespace DsrGateway.Chaos.Cluster;

/// <summary>Several controllers with four systems each, spread over the adapters; two of them are found only by what the first tells.</summary>
internal static class Controllers
{
    public static IReadOnlyList<string> Names { get; } = ["aurora", "borealis", "cirrus", "delta", "estuary"];

    public static void Write(string folder, int adapters)
    {
        Directory.CreateDirectory(folder);
        foreach (var (index, name) in Names.Index())
        {
            string Adapter(int system) => Name((index + system) % adapters);
            File.WriteAllText(Path.Combine(folder, name + ".yaml"), $$"""
                id: {{name}}
                name: {{name}} Oy
                country: FI
                language: fi
                registers:
                  - id: customers
                    name: Customers
                    systems:
                      - { id: crm, name: CRM, kind: crm, adapter: {{Adapter(0)}}, searched_by: [email], legal_bases: [contract, consent, legitimate_interest], limits: { timeout: 4s } }
                      - { id: erp, name: ERP, kind: erp_user_registry, adapter: {{Adapter(1)}}, searched_by: [email], legal_bases: [contract, consent, legitimate_interest], limits: { timeout: 4s } }
                      - { id: mail, name: Mail, kind: mailing_tool, adapter: {{Adapter(2)}}, searched_by: [customer_number], legal_bases: [contract, consent, legitimate_interest], limits: { timeout: 4s } }
                      - { id: chat, name: Chat, kind: chat_logs, adapter: {{Adapter(3)}}, searched_by: [customer_number], legal_bases: [contract, consent, legitimate_interest], limits: { timeout: 4s } }
                """);
        }
    }

    public static string Name(int adapter) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"ledger{adapter + 1}");
}
