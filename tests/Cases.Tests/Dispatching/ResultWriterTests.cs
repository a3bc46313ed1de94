using System.Security.Cryptography;
using System.Text;
using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Protecting;
using DsrGateway.Cases.Storage;
using DsrGateway.Cases.Storage.Sqlite;
using DsrGateway.StoreContract;

namespace DsrGateway.Cases.Dispatching;

public sealed class ResultWriterTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly FakeClock _clock = new();
    private SqliteCaseStore _store = null!;
    private CaseVault _vault = null!;
    private StepKey _key;
    private int _signs;

    public async Task InitializeAsync()
    {
        _store = new SqliteCaseStore(_folder["cases.db"]);
        var id = (await _store.OpenAsync(Given.Opening(), default)).CaseId;
        _vault = new CaseVault(id, RandomNumberGenerator.GetBytes(32));
        _key = new StepKey(id, "acme", "crm", 1);
        await using var session = await _store.BeginAsync(id, default);
        await session!.CommitAsync(new CaseChange(session.Case with { Round = 1, Pending = 1 }, [Given.Running("crm")], []), default);
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_was_received_is_read_back_item_by_item()
    {
        var writer = Writer();
        var big = RandomNumberGenerator.GetBytes(300_000);
        await writer.RecordAsync("contact", "people", Text("""{"a":1}"""), default);
        await writer.FileChunkAsync("call", "ääni.wav", big, last: false, default);
        await writer.FileChunkAsync("call", "ääni.wav", Text("end"), last: true, default);
        await writer.RecordAsync("contact", "people", Text("{}"), default);

        Assert.Equal(3, writer.Received);
        var items = await ReadAsync(writer);
        Assert.Equal([ResultItemKind.Record, ResultItemKind.FilePiece, ResultItemKind.LastFilePiece, ResultItemKind.Record], items.Select(i => i.Kind));
        Assert.Equal(["people", "ääni.wav", "ääni.wav", "people"], items.Select(i => i.Name));
        Assert.Equal(big, items[1].Content.ToArray());
        Assert.Equal(4, _signs);
    }

    [Fact]
    public async Task A_large_result_is_written_in_pieces_and_prolongs_the_lease()
    {
        var writer = Writer();
        for (var i = 0; i < 2_000; i++)
        {
            await writer.RecordAsync("contact", "people", Json(1_000), default);
        }

        Assert.Equal(2_000, (await ReadAsync(writer)).Count);
        Assert.True((await _store.ReadAsync(_key.CaseId, default))!.Steps[0].NextAttemptAt is null);
    }

    [Fact]
    public void Nothing_received_leaves_no_piece() => Assert.Null(Writer().TakeLast());

    [Fact]
    public async Task More_bytes_or_records_than_the_limit_are_refused()
    {
        await AssertTooLargeAsync(new SystemLimits { MaxResultBytes = 1_000 }, w => w.RecordAsync("c", "n", Json(1_001), default));
        await AssertTooLargeAsync(new SystemLimits { MaxResultRecords = 5 }, w => w.RecordAsync("c", "n", Json(10), default));
    }

    [Fact]
    public async Task A_stream_of_empty_pieces_or_long_names_is_limited_too()
    {
        var limits = new SystemLimits { MaxResultBytes = 10_000 };
        await AssertTooLargeAsync(limits, w => w.FileChunkAsync("c", "file", ReadOnlyMemory<byte>.Empty, last: false, default));
        await AssertTooLargeAsync(limits, w => w.RecordAsync("c", new string('n', 1_000), Json(10), default));
    }

    [Fact]
    public async Task Files_that_are_mixed_doubled_or_unfinished_are_refused()
    {
        await AssertBrokenAsync(StepRule.FilesMixed, async w =>
        {
            await w.FileChunkAsync("c", "a", Text("1"), last: false, default);
            await w.FileChunkAsync("c", "b", Text("1"), last: true, default);
        });
        await AssertBrokenAsync(StepRule.FilesMixed, async w =>
        {
            await w.FileChunkAsync("c", "a", Text("1"), last: true, default);
            await w.FileChunkAsync("c", "a", Text("1"), last: true, default);
        });
        await AssertBrokenAsync(StepRule.RecordWithinFile, async w =>
        {
            await w.FileChunkAsync("c", "a", Text("1"), last: false, default);
            await w.RecordAsync("c", "r", Text("{}"), default);
        });
        await AssertBrokenAsync(StepRule.FileWithoutEnd, async w =>
        {
            await w.FileChunkAsync("c", "a", Text("1"), last: false, default);
            w.TakeLast();
        });
    }

    [Fact]
    public async Task A_step_asked_anew_stops_the_stream()
    {
        var writer = Writer();
        await _store.RecordAsync(Given.Answer(_key), Given.Noon, default);

        await Assert.ThrowsAsync<StaleStepException>(async () => await writer.RecordAsync("c", "n", Json(300_000), default));
    }

    private ResultWriter Writer(SystemLimits? limits = null) => new(_store, _vault, _key, limits ?? new SystemLimits(), _clock, () => _signs++);

    private static ReadOnlyMemory<byte> Text(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A JSON object of this many bytes.</summary>
    private static ReadOnlyMemory<byte> Json(int size) => Text($$"""{"a":"{{new string('x', size - 8)}}"}""");

    private async Task<List<ResultItem>> ReadAsync(ResultWriter writer)
    {
        Assert.True((await _store.RecordAsync(Given.Answer(_key, last: writer.TakeLast()), Given.Noon, default)).Recorded);
        var items = new List<ResultItem>();
        await foreach (var piece in _store.ReadPiecesAsync(_key.CaseId, "crm", writer.AttemptId, default))
        {
            items.AddRange(ResultItems.Read(_vault.Open(piece.Sealed, Places.Piece("crm", writer.AttemptId, piece.Sequence))));
        }

        return items;
    }

    private async Task AssertTooLargeAsync(SystemLimits limits, Func<ResultWriter, ValueTask> add)
    {
        var writer = Writer(limits);
        var thrown = await Assert.ThrowsAsync<AdapterException>(async () =>
        {
            for (var i = 0; i < 5_000; i++)
            {
                await add(writer);
            }
        });
        Assert.Equal((StepRule.ResultOverLimit, Problem.ResultTooLarge), (thrown.Rule, thrown.Problem));
    }

    private async Task AssertBrokenAsync(StepRule rule, Func<ResultWriter, Task> stream) =>
        Assert.Equal(rule, (await Assert.ThrowsAsync<AdapterException>(() => stream(Writer()))).Rule);
}
