using DsrGateway.Cases;
using DsrGateway.Cases.BackingUp;
using DsrGateway.TestKit;
using DsrGateway.V1;
using Microsoft.Data.Sqlite;
using CaseState = DsrGateway.V1.CaseState;
using Conclusion = DsrGateway.V1.Conclusion;

namespace DsrGateway.Server.Tests.Processes;

/// <summary>A gateway is backed up while it runs, and another begins from the copy in an empty place.</summary>
public sealed class BackingUp : IDisposable
{
    private readonly TempFolder _away = new();

    [Fact]
    public async Task A_backup_made_while_cases_run_is_restored_whole_and_the_unfinished_finish()
    {
        await using var world = await World.StartAsync(World.Controller.Replace("2s", "30s"), World.Quick);
        var done = await world.ExecuteAsync(World.NewCase());
        var gate = world.Two.HoldAt("Fulfil");
        var running = await world.Cases.SubmitAsync(World.NewCase(email: "running@example.fi"));
        await gate.Asked;
        using var stop = new CancellationTokenSource();
        var load = LoadAsync(world, stop.Token);

        Backup.Make(OptionsOf(world), _away["data"], _away["keys"], Now);
        await stop.CancelAsync();
        await load;
        await world.Gateway.DisposeAsync();
        gate.Open();
        Directory.Delete(world.Folder["data"], recursive: true);
        Directory.Delete(world.Folder["keys"], recursive: true);
        Assert.Empty(Restore.Run(OptionsOf(world), _away["data"], _away["keys"], acceptMissingKeys: false));
        await world.StartGatewayAsync(World.Quick);

        Assert.Equal(done, await world.Cases.GetAsync(done.CaseId));
        Assert.NotEmpty(await world.Cases.DownloadAsync(done.CaseId));
        Assert.Equal(Conclusion.Granted, (await world.WaitForAsync(running.CaseId, c => c.IsOver())).Conclusion);
        foreach (var found in await world.Cases.ListAllAsync())
        {
            Assert.Equal(CaseState.Closed, (await world.WaitForAsync(found.CaseId, c => c.IsOver())).State);
        }

        // Asked again after the restore, as the same operation.
        Assert.All(world.Two.Calls.GroupBy(c => c.Context.CaseId), g => Assert.Single(g.Select(c => c.Context.OperationId).Distinct()));
    }

    [Fact]
    public async Task A_missing_key_is_named_and_nothing_is_restored()
    {
        await using var world = await BackedUpAsync();
        var id = Assert.Single(await world.Cases.ListAllAsync()).CaseId;
        await world.Gateway.DisposeAsync();
        var keys = _away["keys"];

        // The keys of a time before the case.
        Directory.Delete(keys, recursive: true);
        Execute(world.Folder["keys/case-keys.db"], "DELETE FROM case_keys");
        Directory.Delete(_away["data"], recursive: true);
        Backup.Make(OptionsOf(world), _away["data"], keys, Now);
        var target = new CasesOptions { DataFolder = _away["new/data"], KeyFolder = _away["new/keys"] };

        var refused = Assert.Throws<BackupException>(() => Restore.Run(target, _away["data"], keys, acceptMissingKeys: false));

        Assert.Contains($"the key of case {id}", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_away["new/data/cases.db"]));
        Assert.Equal([id], Restore.Run(target, _away["data"], keys, acceptMissingKeys: true).Select(c => c.ToString()));
    }

    [Theory]
    [InlineData("data/cases.db", "SHA-256")]
    [InlineData("keys/test.key", "SHA-256")]
    [InlineData("data/manifest.json", "no manifest")]
    public async Task A_damaged_backup_is_refused(string file, string said)
    {
        await using var world = await BackedUpAsync();
        using (var damaged = new FileStream(_away[file], FileMode.Open))
        {
            damaged.Seek(-10, SeekOrigin.End);
            damaged.Write("damage"u8);
        }

        AssertRefused(said, _away["data"], _away["keys"]);
    }

    [Fact]
    public async Task What_does_not_fit_is_refused()
    {
        await using var world = await BackedUpAsync();
        AssertRefused("not of data", _away["keys"], _away["data"]);
        AssertRefused("manifest.json is missing", _away["nothing"], null);
        AssertRefused("without keys no case can be read", _away["data"], null);

        Assert.Contains("not empty", Assert.Throws<BackupException>(() => Backup.Make(OptionsOf(world), _away["data"], null, Now)).Message, StringComparison.Ordinal);
        Assert.Contains("neither in", Assert.Throws<BackupException>(() => Backup.Make(OptionsOf(world), _away["b"], _away["b/keys"], Now)).Message, StringComparison.Ordinal);
        // A gateway runs there.
        Assert.Throws<InvalidOperationException>(() => Restore.Run(OptionsOf(world), _away["data"], null, acceptMissingKeys: false));
        await world.Gateway.StopAsync();

        File.Delete(_away["keys/test.key"]);
        AssertRefused("test.key is missing", _away["data"], _away["keys"]);
    }

    [Fact]
    public async Task The_data_backup_holds_no_key()
    {
        await using var world = await BackedUpAsync();

        Assert.Equal(["cases.db", "manifest.json"], Directory.GetFiles(_away["data"]).Select(Path.GetFileName).Order());
        Assert.Equal(["case-keys.db", "manifest.json", "test.key"], Directory.GetFiles(_away["keys"]).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_store_of_the_first_schema_is_upgraded_and_its_open_case_finishes()
    {
        await using var world = await World.StartAsync(World.Controller.Replace("2s", "30s"), World.Quick);
        var gate = world.Two.HoldAt("Fulfil");
        var opened = await world.Cases.SubmitAsync(World.NewCase());
        await gate.Asked;
        await world.Gateway.DisposeAsync();
        gate.Open();
        Cases.Storage.OldStore.Rewrite(world.Folder["data/cases.db"], version: 1);

        await world.StartGatewayAsync(World.Quick);

        Assert.Equal(Conclusion.Granted, (await world.WaitForAsync(opened.CaseId, c => c.IsOver())).Conclusion);
        Assert.Single(world.Two.Calls.Select(c => c.Context.OperationId).Distinct());
    }

    public void Dispose() => _away.Dispose();

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private async Task<World> BackedUpAsync()
    {
        var world = await World.StartAsync();
        await world.ExecuteAsync(World.NewCase());
        Backup.Make(OptionsOf(world), _away["data"], _away["keys"], Now);
        return world;
    }

    private void AssertRefused(string said, string from, string? keysFrom)
    {
        var target = new CasesOptions { DataFolder = _away["empty/data"], KeyFolder = _away["empty/keys"] };
        Assert.Contains(said, Assert.Throws<BackupException>(() => Restore.Run(target, from, keysFrom, acceptMissingKeys: false)).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_away["empty/data"]));
    }

    private static CasesOptions OptionsOf(World world) => new() { DataFolder = world.Folder["data"], KeyFolder = world.Folder["keys"] };

    private static async Task LoadAsync(World world, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            await world.Cases.SubmitAsync(World.NewCase(email: $"load{i}@example.fi"));
        }
    }

    private static void Execute(string path, string sql)
    {
        using var session = new Cases.Storage.Sqlite.SqliteConnections(path).Open();
        session.Execute(sql);
    }
}
