using System.IO.Compression;
using System.Text.Json;
using DsrGateway.Cases.Opening;
using DsrGateway.Cases.Protecting;
using DsrGateway.Cases.Storage;
using DsrGateway.Server.Grpc;
using DsrGateway.TestKit;
using DsrGateway.V1;
using NewCase = DsrGateway.V1.NewCase;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace DsrGateway.Server.Tests;

/// <summary>
/// A store that the binaries of f42a5a4 wrote: every right in every state, telephones and names that many share, and requests that would be
/// refused today. Whoever is in it is known again, and a portal's retry is still its retry.
/// </summary>
public sealed class StoresOfBefore : IDisposable
{
    private const string Controller = """
        id: test
        name: Test Oy
        country: FI
        language: fi
        registers:
          - id: customers
            name: Customers
            systems:
              - { id: crm, name: CRM, kind: crm, adapter: one, searched_by: [email, customer_number], legal_bases: [contract, consent, legitimate_interest], limits: { timeout: 2s } }
        """;

    private readonly TempFolder _folder = new();
    private readonly List<Stored> _stored = [];

    public StoresOfBefore()
    {
        using var zip = new ZipArchive(typeof(StoresOfBefore).Assembly.GetManifestResourceStream("f42a5a4.zip")!);
        foreach (var entry in zip.Entries.Where(e => e.Name.Length > 0))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder[entry.FullName])!);
            entry.ExtractToFile(_folder[entry.FullName]);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(_folder[entry.FullName], UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }

        foreach (var line in File.ReadLines(_folder["cases.jsonl"]))
        {
            var stored = JsonDocument.Parse(line).RootElement;
            _stored.Add(new Stored(
                stored.GetProperty("state").GetString()!, stored.GetProperty("caseId").GetString()!, JsonParser.Default.Parse<NewCase>(stored.GetProperty("request").GetString()!)));
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_holds_every_right_in_every_state()
    {
        var held = _stored.Select(s => (s.State, s.Request.Right)).ToHashSet();

        Assert.All(Enum.GetValues<Right>().Where(r => r != Right.Unspecified), right =>
            Assert.All(["running", "needs", "person", "closed", "cancelled"], state => Assert.Contains((state, right), held)));
    }

    [Fact]
    public async Task Its_hashes_are_those_that_are_computed_for_processes_of_before()
    {
        await using var one = await AwayAsync();
        await using var gateway = await StartAsync(one);
        var (keys, validator) = (gateway.Services.GetRequiredService<ControllerKeys>(), gateway.Services.GetRequiredService<NewCaseValidator>());
        await using var file = new SqliteConnection($"Data Source={_folder["data/cases.db"]};Mode=ReadOnly;Pooling=False");
        await file.OpenAsync();

        foreach (var stored in _stored)
        {
            var before = validator.CheckAsBefore(CaseMapping.ToNewCase(stored.Request))!;
            await using var command = new SqliteCommand("SELECT lower(hex(content_hash)), lower(hex(person_hash)) FROM cases WHERE request_id = $id", file);
            command.Parameters.AddWithValue("$id", stored.Request.RequestId);
            await using var row = await command.ExecuteReaderAsync();
            Assert.True(await row.ReadAsync());
            Assert.Equal(row.GetString(0), Convert.ToHexStringLower(Fingerprints.Content(keys, before)));
            Assert.Equal(row.GetString(1), Convert.ToHexStringLower(Fingerprints.PersonAsBefore(keys, before)));
        }
    }

    [Fact]
    public async Task Every_retry_is_still_a_retry()
    {
        await using var one = await AwayAsync();
        await using var gateway = await StartAsync(one);
        var before = (await gateway.Cases.ListAllAsync()).Count;

        foreach (var stored in _stored)
        {
            Assert.Equal(stored.CaseId, (await gateway.Cases.SubmitAsync(stored.Request)).CaseId);
        }

        Assert.Equal(before, (await gateway.Cases.ListAllAsync()).Count);
    }

    [Fact]
    public async Task Other_content_under_a_stored_request_id_is_still_refused()
    {
        await using var one = await AwayAsync();
        await using var gateway = await StartAsync(one);

        foreach (var stored in _stored)
        {
            var other = new NewCase(stored.Request) { Identifiers = { new Identifier { Type = "name", Value = "Somebody Else" } } };
            var error = await RichError.FromAsync(() => gateway.Cases.SubmitAsync(other));
            Assert.Contains(error.Reason, (string[])["REQUEST_ID_REUSED", "INVALID_FIELDS"]);
            Assert.Empty(error.Metadata);
        }
    }

    [Fact]
    public async Task Everybody_of_an_open_case_is_known_again_by_what_singles_them_out_and_nobody_else()
    {
        await using var one = await AwayAsync();
        await using var gateway = await StartAsync(one);
        await MarkedAsync(gateway);

        foreach (var stored in _stored)
        {
            var unique = stored.Request.Identifiers.Where(i => i.Type is "email" or "customer_number" or "session_id").ToList();
            var another = new NewCase(stored.Request) { RequestId = Guid.NewGuid().ToString() };
            another.Identifiers.Clear();
            another.Identifiers.AddRange(unique.Count > 0 ? unique : stored.Request.Identifiers);
            another.Purposes.Clear();
            if (stored.State is "running" or "needs" or "person" && unique.Count > 0)
            {
                var error = await RichError.FromAsync(() => gateway.Cases.SubmitAsync(another));
                Assert.Equal("CASE_ALREADY_OPEN", error.Reason);
                Assert.DoesNotContain(stored.CaseId, error.Everything, StringComparison.Ordinal);
            }
            else if (another.Corrections.All(c => !c.NewValue.Contains('\n', StringComparison.Ordinal)))
            {
                Assert.NotEqual(stored.CaseId, (await gateway.Cases.SubmitAsync(another)).CaseId);
            }
        }
    }

    [Fact]
    public async Task What_was_under_way_comes_to_its_end()
    {
        await using var one = await AwayAsync();
        await using var gateway = await StartAsync(one);
        one.OnLocate = (context, _) => Task.FromResult(Answers.Located(context, "s1"));
        one.OnFulfil = Answers.FulfilledAsync;

        foreach (var stored in _stored.Where(s => s.State == "running"))
        {
            Assert.Equal(Conclusion.Granted, (await gateway.Cases.WaitForAsync(stored.CaseId, c => c.IsOver())).Conclusion);
        }

        foreach (var stored in _stored.Where(s => s.State is "needs" or "person" or "closed" or "cancelled"))
        {
            var now = await gateway.Cases.GetCaseAsync(new GetCaseRequest { CaseId = stored.CaseId });
            Assert.Equal(stored.State switch { "needs" => CaseState.NeedsInformation, "person" => CaseState.WaitingForPerson, "closed" => CaseState.Closed, _ => CaseState.Cancelled }, now.Case.State);
        }
    }

    private static async Task<ScriptedAdapter> AwayAsync()
    {
        var one = await ScriptedAdapter.StartAsync();
        one.OnLocate = (_, _) => throw new RpcException(new Status(StatusCode.Unavailable, ""));
        one.OnFulfil = (_, _, _) => throw new RpcException(new Status(StatusCode.Unavailable, ""));
        return one;
    }

    private async Task<TestGateway> StartAsync(ScriptedAdapter one)
    {
        TestGateway.Configure(_folder, Controller);
        return await TestGateway.StartAsync(_folder, new Dictionary<string, string> { ["one"] = one.Address }, null, World.Quick);
    }

    /// <summary>A sweep fills in whose the open cases are; it is over when none is left.</summary>
    private static async Task MarkedAsync(TestGateway gateway)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await gateway.Services.GetRequiredService<ICaseStore>().ListUnmarkedAsync(1, patience.Token)).Count > 0)
        {
            await Task.Delay(20, patience.Token);
        }
    }

    private sealed record Stored(string State, string CaseId, NewCase Request);
}
