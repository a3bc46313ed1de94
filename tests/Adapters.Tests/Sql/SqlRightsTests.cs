using DsrGateway.AdapterContract;
using DsrGateway.V1;

namespace DsrGateway.Adapters.Tests.Sql;

public sealed class SqliteRightsTests : SqlRightsTests
{
    protected override string Provider => "sqlite";
}

[Trait("Needs", "servers")]
public sealed class PostgresRightsTests : SqlRightsTests
{
    protected override string Provider => "postgresql";
}

/// <summary>What the sample map promises beyond the contract.</summary>
public abstract class SqlRightsTests : AdapterContractTests
{
    protected abstract string Provider { get; }

    private SqlUnderTest Sql => (SqlUnderTest)Adapter;

    protected override async Task<IAdapterUnderTest> StartAsync() => await SqlUnderTest.StartAsync(Provider);

    [Fact]
    public async Task An_accounting_row_is_retained_until_its_day_and_the_old_one_goes()
    {
        var step = await LocatedAsync(Right.Erasure, Adapter.Person[0]);
        var outcome = (await Client.FulfilAsync(step)).Outcome;
        var retained = Assert.Single(outcome.Parts, part => part.Kind == OutcomeKind.Retained);
        Assert.Equal(("user.financial", 2, Ground.LegalObligation, "2031-12-31"), (retained.Category, retained.Count, retained.Ground, retained.UntilDate));
        Assert.Equal("2", await Sql.Database.ScalarAsync("SELECT COUNT(*) FROM invoice"));
        Assert.Equal("1", await Sql.Database.ScalarAsync("SELECT COUNT(*) FROM invoice WHERE id = 2 AND customer_id IS NULL"));
        Assert.Equal("0", await Sql.Database.ScalarAsync("SELECT COUNT(*) FROM payment WHERE id = 1"));
        Assert.Equal("0", await Sql.Database.ScalarAsync("SELECT COUNT(*) FROM customer WHERE id = 1"));
        var verified = await Client.VerifyAsync(Again(step));
        Assert.Contains(verified.Parts, part => part.Kind == OutcomeKind.Retained && part.UntilDate == "2031-12-31");
        Assert.DoesNotContain(verified.Parts, part => part.Kind == OutcomeKind.Residue);
    }

    [Fact]
    public async Task Erasure_before_its_condition_is_met_is_refused_and_changes_nothing()
    {
        var before = await Adapter.SnapshotAsync();
        var step = await LocatedAsync(Right.Erasure, Adapter.Namesake[0]);
        var part = Assert.Single((await Client.FulfilAsync(step)).Outcome.Parts);
        Assert.Equal((OutcomeKind.Refused, Ground.ConditionNotMet), (part.Kind, part.Ground));
        Assert.NotEmpty(part.Basis);
        Assert.Equal(before, await Adapter.SnapshotAsync());
    }

    [Fact]
    public async Task A_shared_mailbox_selects_nobody_and_is_not_handed_on_as_unique()
    {
        var located = await Client.LocateAsync(Step(Right.Access, SqlUnderTest.Id("email", "info@shared.fi")));
        Assert.Empty(located.Selection.SubjectRefs);
        Assert.Equal(2, located.Selection.Candidates);
        var own = await Client.LocateAsync(Step(Right.Access, Adapter.Person[0]));
        Assert.False(Assert.Single(own.Selection.Identifiers, learnt => learnt.Identifier.Value == "info@shared.fi").Unique);
    }

    [Fact]
    public async Task An_address_of_two_customers_selects_neither()
    {
        await Sql.Database.ExecuteAsync("INSERT INTO customer_email VALUES (9, 2, 'ÅSA.öberg@example.fi', 'own')");
        var located = await Client.LocateAsync(Step(Right.Access, Adapter.Person[1]));
        Assert.Equal((0, 2), (located.Selection.SubjectRefs.Count, located.Selection.Candidates));
        Assert.Equal(["customer_number"], located.Selection.InformationNeeded);
    }

    [Theory]
    [InlineData("ÅSA.ÖBERG@EXAMPLE.FI")]
    [InlineData("a\u030asa.o\u0308berg@example.fi")]
    public async Task Addresses_match_in_any_casing_and_form(string value)
    {
        var located = await Client.LocateAsync(Step(Right.Access, SqlUnderTest.Id("email", value)));
        Assert.Equal(["customer:1"], located.Selection.SubjectRefs);
    }

    [Fact]
    public async Task A_file_is_sent_byte_for_byte_and_values_have_their_types()
    {
        var sent = await Client.FulfilAsync(Step(Right.Access, Adapter.Person[0]));
        var file = Assert.Single(sent.Files);
        Assert.Equal("first-åsa.pdf", file.Name);
        Assert.Equal([0, 1, 2, 255], file.Content);
        using var customer = System.Text.Json.JsonDocument.Parse(Assert.Single(sent.Records, record => record.Collection == "customer").Json);
        Assert.Equal(System.Text.Json.JsonValueKind.True, customer.RootElement.GetProperty("marketing").ValueKind);
        Assert.False(customer.RootElement.TryGetProperty("status", out _));
    }

    [Fact]
    public async Task Portability_sends_what_the_person_provided()
    {
        var sent = await Client.FulfilAsync(Step(Right.Portability, Adapter.Person[0]));
        Assert.Equal(["attachment", "customer", "customer_email"], sent.Records.Select(record => record.Collection).Distinct().Order());
        Assert.DoesNotContain("K-1001", sent.AllText, StringComparison.Ordinal);
        Assert.Single(sent.Files);
    }

    [Fact]
    public async Task Rows_the_person_did_not_provide_are_not_handed_over()
    {
        await using var adapter = await SqlUnderTest.StartAsync(
            Provider, map => map.Replace("  files:", "  provided_when: [ { collection: customer_email, when: [ { field: kind, equals: own } ] } ]\n  files:", StringComparison.Ordinal));
        using var client = new AdapterClient(adapter.Address);
        var sent = await client.FulfilAsync(Step(Right.Portability, Adapter.Person[0]));
        Assert.Single(sent.Records, record => record.Collection == "customer_email");
        Assert.DoesNotContain("info@shared.fi", sent.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Masked_rows_stay_and_hold_nothing_of_the_person()
    {
        const string Rule = "      - { collection: customer, how: mask, mask: { name: { strategy: random_string_rewrite }, customer_number: { strategy: hash } } }\n";
        await using var adapter = await SqlUnderTest.StartAsync(
            Provider, map => map.Replace("    collections:\n      - { collection: suppression", "    collections:\n" + Rule + "      - { collection: suppression", StringComparison.Ordinal));
        using var client = new AdapterClient(adapter.Address);
        var step = Step(Right.Erasure, Adapter.Person[0]);
        step.SubjectRefs.AddRange((await client.LocateAsync(step)).Selection.SubjectRefs);
        Assert.True(Done((await client.FulfilAsync(step)).Outcome.Parts) > 0);
        Assert.Equal("2", await adapter.Database.ScalarAsync("SELECT COUNT(*) FROM customer"));
        Assert.DoesNotContain("K-1001", await adapter.Database.DumpAsync("customer"), StringComparison.Ordinal);
        Assert.Equal(0, Done((await client.FulfilAsync(Again(step))).Outcome.Parts));
        Assert.DoesNotContain((await client.VerifyAsync(Again(step))).Parts, part => part.Kind == OutcomeKind.Residue);
    }

    [Fact]
    public async Task Objection_is_remembered_once_and_what_rests_on_no_consent_is_refused()
    {
        var withdrawal = (await Client.FulfilAsync(Step(Right.WithdrawalOfConsent, Adapter.Person[0]))).Outcome;
        Assert.Contains(withdrawal.Parts, part => part.Kind == OutcomeKind.Refused && part.Ground == Ground.NotBasedOnConsent);
        Assert.Equal("0", await Sql.Database.ScalarAsync("SELECT COUNT(*) FROM suppression WHERE reason = 'objection'"));
        Assert.Equal("1", await Sql.Database.ScalarAsync("SELECT COUNT(*) FROM customer WHERE id = 1 AND marketing"));
        var outcome = (await Client.FulfilAsync(Step(Right.Objection, Adapter.Person[0]))).Outcome;
        Assert.Contains(outcome.Parts, part => part.Kind == OutcomeKind.Done);
        Assert.Equal("1", await Sql.Database.ScalarAsync("SELECT COUNT(*) FROM suppression WHERE reason = 'objection'"));
        Assert.Equal("0", await Sql.Database.ScalarAsync("SELECT COUNT(*) FROM customer WHERE id = 1 AND marketing"));
        Assert.Equal("1", await Sql.Database.ScalarAsync("SELECT COUNT(*) FROM customer WHERE id = 2 AND marketing"));
    }

    [Fact]
    public async Task An_unknown_purpose_is_not_pursued_here()
    {
        var step = Step(Right.Objection, Adapter.Person[0]);
        step.Purposes.Add("profiling");
        Assert.Equal(OutcomeKind.NotConcerned, Assert.Single((await Client.FulfilAsync(step)).Outcome.Parts).Kind);
    }

    [Fact]
    public async Task Rows_of_other_operations_hold_nothing_of_the_person()
    {
        await Client.FulfilAsync(Step(Right.Objection, Adapter.Person[0]));
        await Client.FulfilAsync(await LocatedAsync(Right.Erasure, Adapter.Person[0]));
        var operations = await Sql.Database.DumpAsync("dsr_operation");
        Assert.Equal(2, operations.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.All(Adapter.Person.Append(Adapter.SharedName), own => Assert.DoesNotContain(own.Value, operations, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("customer:1", operations, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_subject_ref_is_named_as_malformed()
    {
        var step = await LocatedAsync(Right.Erasure, Adapter.Person[0]);
        step.SubjectRefs.Add("no_table:1");
        var fault = await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => Client.FulfilAsync(step));
        Assert.Equal(Grpc.Core.StatusCode.InvalidArgument, fault.StatusCode);
    }

    [Fact]
    public async Task A_row_the_map_does_not_know_stops_the_erasure_whole()
    {
        await Sql.Database.ExecuteAsync("CREATE TABLE loan (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id)); INSERT INTO loan VALUES (1, 1)");
        var before = await Adapter.SnapshotAsync();
        var step = await LocatedAsync(Right.Erasure, Adapter.Person[0]);
        Assert.Equal(OutcomeKind.Failed, Assert.Single((await Client.FulfilAsync(step)).Outcome.Parts).Kind);
        Assert.Equal(before, await Adapter.SnapshotAsync());
    }
}
