using DsrGateway.AdapterContract;
using DsrGateway.AdapterKit;
using DsrGateway.Adapters.Sql;
using DsrGateway.V1;
using Microsoft.Extensions.DependencyInjection;

namespace DsrGateway.Adapters.Tests.Sql;

public sealed class SqliteKeptTests : KeptTests
{
    protected override string Provider => "sqlite";
}

[Trait("Needs", "servers")]
public sealed class PostgresKeptTests : KeptTests
{
    protected override string Provider => "postgresql";
}

/// <summary>What an erasure keeps is found again by whoever it was kept of, and by nobody else; an objection outlives the rows it stood in.</summary>
public abstract class KeptTests : IAsyncLifetime
{
    private static readonly Identifier Email = SqlUnderTest.Id("email", "åsa.öberg@example.fi"), Number = SqlUnderTest.Id("customer_number", "K-1001");
    private SqlUnderTest _sql = null!;
    private AdapterClient _client = null!;

    protected abstract string Provider { get; }

    public Task InitializeAsync() => StartAsync();

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _sql.DisposeAsync();
    }

    [Theory]
    [InlineData("email", "ÅSA.Öberg@EXAMPLE.fi")]
    [InlineData("email", "a\u030asa.o\u0308berg@example.fi")]
    [InlineData("customer_number", "K-1001")]
    public async Task What_a_retention_rule_keeps_is_told_by_a_later_access(string type, string value)
    {
        await EraseAsync(Email);

        var access = await _client.FulfilAsync(Step(Right.Access, SqlUnderTest.Id(type, value)));

        Assert.Equal(["invoice", "payment"], access.Records.Select(record => record.Collection).Order());
        Assert.Contains("2025-06-30", access.AllText, StringComparison.Ordinal);
        var kept = Assert.Single(access.Outcome.Parts, part => part.Kind == OutcomeKind.Retained);
        Assert.Equal((2, Ground.LegalObligation, "Accounting Act 1336/1997 2:10", "2031-12-31"), (kept.Count, kept.Ground, kept.Basis, kept.UntilDate));
        Assert.NotEmpty(access.Outcome.Selection.SubjectRefs);
        Assert.All(access.Outcome.Selection.SubjectRefs, reference => Assert.DoesNotContain("example", reference, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Nobody_else_finds_it()
    {
        await EraseAsync(Email);

        var other = await _client.FulfilAsync(Step(Right.Access, SqlUnderTest.Id("customer_number", "K-1002")));
        Assert.Equal(1, other.Records.Count(record => record.Collection == "invoice"));
        Assert.DoesNotContain(other.Outcome.Parts, part => part.Kind == OutcomeKind.Retained);
        Assert.Equal(OutcomeKind.NothingHeld, Only(await _client.FulfilAsync(Step(Right.Access, SqlUnderTest.Id("email", "nobody@example.fi")))).Kind);
        // A mailbox that they shared is not what it was kept under.
        var shared = await _client.FulfilAsync(Step(Right.Access, SqlUnderTest.Id("email", "info@shared.fi")));
        Assert.Empty(shared.Records);
    }

    [Fact]
    public async Task An_address_that_somebody_else_has_since_is_theirs()
    {
        await EraseAsync(Email);
        await _sql.Database.ExecuteAsync("INSERT INTO customer_email VALUES (8, 2, 'åsa.öberg@example.fi', 'own'), (9, 2, 'åsa.öberg@example.fi', 'shared')");

        var access = await _client.FulfilAsync(Step(Right.Access, Email));

        Assert.DoesNotContain(access.Outcome.Parts, part => part.Kind == OutcomeKind.Retained);
        Assert.DoesNotContain(access.Records, record => record.Json.Contains("\"id\":2,", StringComparison.Ordinal) && record.Collection == "invoice");
    }

    [Fact]
    public async Task A_later_row_of_the_same_key_is_not_taken_for_the_kept_one()
    {
        await EraseAsync(Email);
        await _sql.Database.ExecuteAsync("UPDATE invoice SET customer_id = 2 WHERE id = 2");

        Assert.Equal(OutcomeKind.NothingHeld, Only(await _client.FulfilAsync(Step(Right.Access, Email))).Kind);
    }

    [Fact]
    public async Task Whoever_comes_back_is_told_of_both()
    {
        await EraseAsync(Email);
        await ReturnAsync("K-7", "åsa.öberg@example.fi");

        var access = await _client.FulfilAsync(Step(Right.Access, Email));

        Assert.Contains(access.Records, record => record.Collection == "customer");
        Assert.Contains(access.Records, record => record.Collection == "invoice");
        Assert.Contains(access.Outcome.Parts, part => part.Kind == OutcomeKind.Retained && part.UntilDate == "2031-12-31");
    }

    [Fact]
    public async Task A_second_erasure_keeps_it_and_it_is_found_by_the_new_address_too()
    {
        await EraseAsync(Email);
        await ReturnAsync("K-1001", "asa@elsewhere.example.fi");
        await EraseAsync(SqlUnderTest.Id("email", "asa@elsewhere.example.fi"));

        foreach (var by in new[] { Email, Number, SqlUnderTest.Id("email", "asa@elsewhere.example.fi") })
        {
            Assert.Contains((await _client.FulfilAsync(Step(Right.Access, by))).Outcome.Parts, part => part.Kind == OutcomeKind.Retained && part.Count == 2);
        }
    }

    [Fact]
    public async Task Once_it_is_old_enough_a_second_erasure_takes_it_and_nothing_is_told_any_more()
    {
        await EraseAsync(Email);
        await _sql.Database.ExecuteAsync("UPDATE invoice SET period_end = '2010-12-31' WHERE id = 2");

        var (fulfilled, verified) = await EraseAsync(Email);

        Assert.Equal(2, fulfilled.Where(part => part.Kind == OutcomeKind.Done).Sum(part => part.Count));
        Assert.DoesNotContain(verified, part => part.Kind is OutcomeKind.Retained or OutcomeKind.Residue);
        Assert.Equal(OutcomeKind.NothingHeld, Only(await _client.FulfilAsync(Step(Right.Access, Email))).Kind);
        Assert.Equal("0", await _sql.Database.ScalarAsync("SELECT COUNT(*) FROM dsr_kept"));
    }

    [Fact]
    public async Task Other_rights_reach_it_as_far_as_they_are_about_it()
    {
        await EraseAsync(Email);

        Assert.Equal(OutcomeKind.NotConcerned, Only(await _client.FulfilAsync(Step(Right.Portability, Email))).Kind);
        Assert.Equal(OutcomeKind.NotConcerned, Only(await _client.FulfilAsync(Step(Right.Objection, Email))).Kind);
        var restriction = Step(Right.Restriction, Email);
        restriction.SubjectRefs.AddRange((await _client.LocateAsync(restriction)).Selection.SubjectRefs);
        Assert.Equal(OutcomeKind.NotConcerned, Only(await _client.FulfilAsync(restriction)).Kind);
        var (again, _) = await EraseAsync(Email);
        Assert.Equal(OutcomeKind.Retained, Assert.Single(again).Kind);
    }

    [Fact]
    public async Task What_hangs_on_a_masked_row_is_found_again_too()
    {
        await RestartAsync(map => map
            .Replace("    collections:\n      - { collection: suppression", "    collections:\n      - { collection: customer, how: mask, mask: { customer_number: { strategy: hash } } }\n      - { collection: suppression", StringComparison.Ordinal)
            .Replace("      detach: [customer_id]\n", "", StringComparison.Ordinal));
        await EraseAsync(Email);

        var access = await _client.FulfilAsync(Step(Right.Access, Email));

        Assert.Contains(access.Records, record => record.Collection == "invoice");
        Assert.Contains(access.Outcome.Parts, part => part.Kind == OutcomeKind.Retained && part.UntilDate == "2031-12-31");
    }

    [Fact]
    public async Task A_list_of_addresses_is_found_again_when_its_person_is_gone()
    {
        await _client.FulfilAsync(Step(Right.Objection, Email));
        await EraseAsync(Email);

        var access = await _client.FulfilAsync(Step(Right.Access, Number));

        Assert.Contains(access.Records, record => record.Collection == "suppression");
        Assert.Contains(access.Outcome.Parts, part => part.Kind == OutcomeKind.Retained && part.Basis.StartsWith("GDPR Art. 21(3)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("K-7", "ÅSA.öberg@Example.FI")]
    [InlineData("K-1001", "new@example.fi")]
    public async Task An_objection_outlives_the_erasure_and_stands_again_after_a_reimport(string number, string address)
    {
        await _client.FulfilAsync(Step(Right.Objection, Email));
        var (fulfilled, verified) = await EraseAsync(Email);
        Assert.Contains(fulfilled, part => part.Kind == OutcomeKind.Retained && part.Category == "user.consent" && part.Ground == Ground.LegalObligation);
        Assert.Contains(verified, part => part.Kind == OutcomeKind.Retained && part.Category == "user.consent");
        await ReturnAsync(number, address);

        await RepeatAsync();

        Assert.Equal("0", await _sql.Database.ScalarAsync("SELECT COUNT(*) FROM customer WHERE id = 77 AND marketing"));
        Assert.Equal("1", await _sql.Database.ScalarAsync("SELECT COUNT(*) FROM customer WHERE id = 2 AND marketing"));
        Assert.Equal(0, await RepeatAsync());
    }

    [Fact]
    public async Task It_outlives_a_second_erasure_and_a_corrected_address()
    {
        await _client.FulfilAsync(Step(Right.Objection, Email));
        await EraseAsync(Email);
        await ReturnAsync("K-7", "åsa.öberg@example.fi");
        await RepeatAsync();
        var correction = Step(Right.Rectification, SqlUnderTest.Id("customer_number", "K-7"));
        correction.Corrections.Add(new Correction { Category = "user.contact.email", OldValue = "åsa.öberg@example.fi", NewValue = "asa@right.example.fi" });
        correction.SubjectRefs.AddRange((await _client.LocateAsync(correction)).Selection.SubjectRefs);
        await _client.FulfilAsync(correction);
        Assert.Equal("1", await _sql.Database.ScalarAsync("SELECT COUNT(*) FROM suppression WHERE email = 'asa@right.example.fi'"));
        await EraseAsync(SqlUnderTest.Id("email", "asa@right.example.fi"));
        await ReturnAsync("K-8", "asa@right.example.fi");

        await RepeatAsync();

        Assert.Equal("0", await _sql.Database.ScalarAsync("SELECT COUNT(*) FROM customer WHERE id = 77 AND marketing"));
    }

    [Fact]
    public async Task Access_tells_the_objection_that_is_remembered()
    {
        await RestartAsync(map => map.Replace("        - { insert: suppression, columns: { email: $identifier.email, reason: objection, created_at: $now } }\n", "", StringComparison.Ordinal));
        await _client.FulfilAsync(Step(Right.Objection, Email));
        await EraseAsync(Email);

        var access = await _client.FulfilAsync(Step(Right.Access, Email));

        Assert.Contains("\"purpose\":\"direct_marketing\"", Assert.Single(access.Records, record => record.Collection == "dsr_kept").Json, StringComparison.Ordinal);
        Assert.Contains(access.Outcome.Parts, part => part.Kind == OutcomeKind.Retained && part.Category == "user.consent" && part.UntilDate.Length == 0);
    }

    [Fact]
    public async Task Whoever_did_not_object_is_not_remembered()
    {
        await EraseAsync(Email);
        await ReturnAsync("K-7", "åsa.öberg@example.fi");

        Assert.Equal(0, await RepeatAsync());
        Assert.Equal("1", await _sql.Database.ScalarAsync("SELECT COUNT(*) FROM customer WHERE id = 77 AND marketing"));
    }

    [Fact]
    public async Task Rows_that_say_it_is_over_are_left_alone()
    {
        await RestartAsync(map => map.Replace("outlives_erasure: { basis", "outlives_erasure: { unless: [ { field: status, equals: consented } ], basis", StringComparison.Ordinal));
        await _client.FulfilAsync(Step(Right.Objection, Email));
        await EraseAsync(Email);
        await ReturnAsync("K-7", "åsa.öberg@example.fi");
        await _sql.Database.ExecuteAsync("UPDATE customer SET status = 'consented' WHERE id = 77");

        Assert.Equal(0, await RepeatAsync());
    }

    [Fact]
    public async Task The_index_holds_no_identifier_in_clear()
    {
        await _client.FulfilAsync(Step(Right.Objection, Email));
        await EraseAsync(Email);

        var text = await _sql.Database.DumpAsync("dsr_kept");

        Assert.DoesNotContain("example", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("K-1001", text, StringComparison.OrdinalIgnoreCase);
    }

    private static OutcomePart Only(Fulfilled fulfilled) => Assert.Single(fulfilled.Outcome.Parts);

    private static StepContext Step(Right right, params Identifier[] identifiers) => new()
    {
        OperationId = Guid.NewGuid().ToString(),
        CaseId = Guid.NewGuid().ToString("N"),
        ControllerId = "entteri",
        SystemId = "crm",
        Right = right,
        Identifiers = { identifiers },
    };

    private async Task<(IReadOnlyList<OutcomePart> Fulfilled, IReadOnlyList<OutcomePart> Verified)> EraseAsync(Identifier by)
    {
        var step = Step(Right.Erasure, by);
        var located = await _client.LocateAsync(step);
        step.SubjectRefs.AddRange(located.Selection.SubjectRefs);
        var fulfilled = (await _client.FulfilAsync(step)).Outcome.Parts;
        Assert.Equal(located.Forecast, fulfilled);
        step.OperationId = Guid.NewGuid().ToString();
        step.Identifiers.Clear();
        step.Identifiers.AddRange(located.Selection.Identifiers.Select(learnt => learnt.Identifier).Append(by).Distinct());
        var verified = (await _client.VerifyAsync(step)).Parts;
        Assert.DoesNotContain(verified, part => part.Kind == OutcomeKind.Residue);
        return (fulfilled, verified);
    }

    private Task ReturnAsync(string number, string address) => _sql.Database.ExecuteAsync(
        $"INSERT INTO customer VALUES (77, '{number}', 'Åsa Öberg', 'deactivated', false, true, null); INSERT INTO customer_email VALUES (77, 77, '{address}', 'own'); "
        + "INSERT INTO deactivation VALUES (77, 77, '2026-01-31');");

    /// <summary>What the adapter's own clock does every minute.</summary>
    private Task<long> RepeatAsync() =>
        _sql.Services.GetServices<ISystemAdapter>().OfType<SqlAdapter>().First(adapter => adapter.Description.SystemId == "crm").RepeatObjectionsAsync(CancellationToken.None);

    private async Task StartAsync(Func<string, string>? change = null)
    {
        _sql = await SqlUnderTest.StartAsync(Provider, change);
        _client = new AdapterClient(_sql.Address);
    }

    private async Task RestartAsync(Func<string, string> change)
    {
        await DisposeAsync();
        await StartAsync(change);
    }
}
