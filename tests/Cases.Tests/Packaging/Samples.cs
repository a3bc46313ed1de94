using DsrGateway.Cases.Configuring;
namespace DsrGateway.Cases.Packaging;

/// <summary>A case with a bit of everything. The person is invented.</summary>
internal static class Samples
{
    public static FakeSource Full(string language = "en") =>
        new FakeSource(FakeSource.Facts with { Language = language, State = CaseState.NeedsInformation, Registers = [Customers(language)] })
            .Add(Crm(), CrmItems)
            .Add(Billing(), BillingItems)
            .Add(Nothing("newsletter", "Mailchimp"), () => [])
            .Add(Open(), () => []);

    private static PackageRegister Customers(string language) => new()
    {
        RegisterId = "customers",
        Name = language == "fi" ? "Asiakasrekisteri" : language.StartsWith("sv", StringComparison.Ordinal) ? "Kundregister" : "Customer register",
        Purposes = ["customer relations", "billing", "direct marketing"],
        LegalBases = [LegalBasis.Contract, LegalBasis.LegitimateInterest, LegalBasis.LegalObligation],
        Recipients = ["accounting office", "delivery partners"],
        Retention = "Six years from the end of the year in which the contract ends.",
        Notice = new Uri("https://entteri.example/privacy"),
    };

    private static PackageSystem Crm() => new()
    {
        SystemId = "crm",
        SystemName = "CRM (OFBiz)",
        RegisterId = "customers",
        State = StepState.Ended,
        IsSearched = true,
        HasResult = true,
        Parts = [new("user.contact", OutcomeKind.Done, 2), new("user.behavior.purchase_history", OutcomeKind.Done, 3), new("user.content", OutcomeKind.Done, 3)],
        FoundBy = [new("email", null)],
    };

    private static IEnumerable<PackageItem> CrmItems() =>
    [
        FakeSource.Record("contact_mechanisms", """{"type":"EMAIL_ADDRESS","value":"aino.korhonen@example.fi","since":"2019-04-02","primary":true}"""),
        FakeSource.Record("contact_mechanisms", """{"type":"TELECOM_NUMBER","value":"+358401234567","since":"2021-11-19","primary":false}"""),
        FakeSource.Record("orders", Order(1001, "2024-01-15", "Laptop stand", 1), "user.behavior.purchase_history"),
        FakeSource.Record("orders", Order(1044, "2024-09-03", "Keyboard", 2), "user.behavior.purchase_history"),
        FakeSource.Record("orders", Order(1107, "2025-02-20", "Screen", 1), "user.behavior.purchase_history"),
        FakeSource.Chunk("Contract 2024 #1.pdf", "%PDF-1.7 ..."),
        FakeSource.Chunk("photo.png", "not really"),
        FakeSource.Chunk("signature.html", "<script>alert(1)</script>"),
    ];

    private static string Order(int number, string date, string product, int count) =>
        $$$"""{"number":{{{number}}},"date":"{{{date}}}","lines":[{"product":"{{{product}}}","count":{{{count}}}}],"delivery":{"street":"Yrttipellontie 1","city":"Oulu","note":null}}""";

    private static PackageSystem Billing() => new()
    {
        SystemId = "billing",
        SystemName = "Invoicing",
        RegisterId = "customers",
        State = StepState.Ended,
        ByHand = true,
        IsByStaff = true,
        HasResult = true,
        Parts =
        [
            new("user.financial", OutcomeKind.Done, 1240),
            new("user.communication", OutcomeKind.Refused, 2, Ground.RightsOfOthers, "Art. 15(4)"),
        ],
        FoundBy = [new("customer_number", "crm"), new("email", null)],
    };

    private static IEnumerable<PackageItem> BillingItems() =>
        Enumerable.Range(1, 1240).Select(i => FakeSource.Record(
            "invoices", $$"""{"number":{{20000 + i}},"total":"{{i}},50 €","paid":true}""", "user.financial"));

    private static PackageSystem Nothing(string id, string name) => new()
    {
        SystemId = id,
        SystemName = name,
        RegisterId = "customers",
        State = StepState.Ended,
        IsSearched = true,
        Parts = [new("", OutcomeKind.NothingHeld)],
        FoundBy = [new("email", null)],
    };

    private static PackageSystem Open() => new()
    {
        SystemId = "helpdesk",
        SystemName = "Zendesk",
        State = StepState.WaitingForInformation,
        IsSearched = true,
        InformationNeeded = ["phone", "customer_number"],
        FoundBy = [new("name", null)],
    };
}
