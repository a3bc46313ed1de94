using System.Text;
using DsrGateway.Cases.Identifying;
using DsrGateway.Cases.Storage;
using DsrGateway.Cases.Storage.Sqlite;
using DsrGateway.StoreContract;

namespace DsrGateway.Cases.Protecting;

/// <summary>What can be found on the disk, and what cannot any more.</summary>
public sealed class TracesTests : IDisposable
{
    private const string Canary = "canary-7f3a@person.example";
    private readonly TempFolder _data = new();
    private readonly TempFolder _keys = new();

    public void Dispose()
    {
        _data.Dispose();
        _keys.Dispose();
    }

    [Fact]
    public async Task No_file_holds_what_was_sealed()
    {
        await using var store = new SqliteCaseStore(_data["cases.db"]);
        await using var keys = NewKeys();
        var opening = Given.Opening();
        var id = opening.Case.Id;
        var vault = new CaseVault(id, await keys.CreateAsync(id, "acme", default));
        var document = new CaseDocument { Identifiers = [new Identifier("email", Canary)], Corrections = [new Correction("user.name", Canary, Canary)] };
        await store.OpenAsync(opening with { Case = opening.Case with { Sealed = vault.SealDocument(document, DocumentJson.Default.CaseDocument, Places.Case) } }, default);
        var step = new StepDocument { Asked = [new AskedIdentifier(new Identifier("email", Canary), "")], Evidence = Canary };
        await using (var session = await store.BeginAsync(id, default))
        {
            await session!.CommitAsync(
                new CaseChange(
                    session.Case with { Round = 1, Pending = 1 },
                    [Given.Running("crm") with { Sealed = vault.SealDocument(step, DocumentJson.Default.StepDocument, Places.Step("crm")) }],
                    [new TimelineEntry(Given.Noon, "anna", "noted", "crm", vault.Seal(Encoding.UTF8.GetBytes(Canary), Places.Timeline))])
                {
                    Pieces = [new ResultPiece("crm", Guid.NewGuid(), 0, vault.Seal(Encoding.UTF8.GetBytes(Canary), "piece"))],
                },
                default);
        }

        Assert.Equal(Canary, vault.OpenDocument((await store.ReadAsync(id, default))!.Case.Sealed, DocumentJson.Default.CaseDocument, Places.Case).Identifiers[0].Value);
        AssertNowhere(Encoding.UTF8.GetBytes(Canary));
        AssertNowhere(Encoding.UTF8.GetBytes("person.example"));
        AssertNowhere((await keys.FindAsync(id, "acme", default))!);
    }

    [Fact]
    public async Task A_destroyed_key_leaves_no_trace_in_any_file()
    {
        await using var keys = NewKeys();
        var ids = Enumerable.Range(0, 20).Select(_ => CaseId.New()).ToList();
        foreach (var id in ids)
        {
            await keys.CreateAsync(id, "acme", default);
        }

        var wrapped = ReadWrapped(ids[7]);
        AssertSomewhere(wrapped);
        await keys.DestroyAsync(ids[7], default);

        AssertNowhere(wrapped);
        AssertNowhere(wrapped.AsSpan(12, 24).ToArray());
        Assert.NotNull(await keys.FindAsync(ids[8], "acme", default));
    }

    [Fact]
    public async Task Under_another_controllers_master_key_nothing_unwraps()
    {
        var id = CaseId.New();
        await using (var keys = NewKeys())
        {
            await keys.CreateAsync(id, "acme", default);
            await keys.CreateAsync(CaseId.New(), "globex", default);
        }

        File.Move(_keys["globex.key"], _keys["acme.key"], overwrite: true);
        await using var confused = NewKeys();
        await Assert.ThrowsAsync<ControllerKeyException>(() => confused.FindAsync(id, "acme", default));
    }

    [Fact]
    public async Task A_lost_controller_key_is_never_silently_replaced()
    {
        var id = CaseId.New();
        await using (var keys = NewKeys())
        {
            await keys.CreateAsync(id, "acme", default);
        }

        File.Delete(_keys["acme.key"]);
        await using var after = NewKeys();

        await Assert.ThrowsAsync<ControllerKeyException>(() => after.FindAsync(id, "acme", default));
        await Assert.ThrowsAsync<ControllerKeyException>(() => after.CreateAsync(CaseId.New(), "acme", default));
        Assert.False(File.Exists(_keys["acme.key"]));
    }

    private SqliteKeyStore NewKeys() => new(_keys["case-keys.db"], new ControllerKeys(_keys.Path, makesMissing: true));

    private byte[] ReadWrapped(CaseId id)
    {
        using var session = new SqliteConnections(_keys["case-keys.db"]).Open();
        return session.QueryFirst("SELECT wrapped FROM case_keys WHERE case_id = $1", r => r.GetFieldValue<byte[]>(0), id.Value.ToByteArray())!;
    }

    private void AssertNowhere(byte[] secret) => Assert.Empty(FilesWith(secret));

    private void AssertSomewhere(byte[] secret) => Assert.NotEmpty(FilesWith(secret));

    private List<string> FilesWith(byte[] secret) =>
        [.. Directory.GetFiles(_data.Path).Concat(Directory.GetFiles(_keys.Path)).Where(f => Read(f).AsSpan().IndexOf(secret) >= 0)];

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var content = new byte[file.Length];
        file.ReadExactly(content);
        return content;
    }
}
