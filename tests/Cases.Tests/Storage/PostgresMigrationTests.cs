using DsrGateway.Cases.Storage.Postgres;
using Npgsql;

namespace DsrGateway.Cases.Storage;

/// <summary>Programs of several versions on one database.</summary>
[Trait("Needs", "servers")]
public sealed class PostgresMigrationTests : IAsyncLifetime
{
    private static readonly Migrations.Migration First = Migrations.Migration.Of("0001-first.sql", "-- Oldest version that may run on this: 1\nCREATE TABLE first (id int)");
    private static readonly Migrations.Migration Compatible = Migrations.Migration.Of("0002-second.sql", "-- Oldest version that may run on this: 1\nCREATE TABLE second (id int)");
    private static readonly Migrations.Migration Breaking = Migrations.Migration.Of("0003-third.sql", "-- Oldest version that may run on this: 3\nDROP TABLE second");
    private string _connectionString = "";
    private NpgsqlDataSource _source = null!;

    public async Task InitializeAsync() =>
        _source = PostgresConnections.ForAnyStatement(_connectionString = await TestSchemas.CreateAsync(), connections: 20);

    public async Task DisposeAsync()
    {
        await _source.DisposeAsync();
        await TestSchemas.DropAsync(_connectionString);
    }

    [Fact]
    public async Task Many_that_start_at_once_on_an_empty_database_all_find_it_ready()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(async () =>
        {
            await using var store = new PostgresCaseStore(_connectionString, TimeProvider.System);
            await store.MigrateAsync(default);
            Assert.Empty(await store.ListAsync(new CaseFilter("acme"), default));
        })));
    }

    [Fact]
    public async Task An_older_program_runs_on_a_newer_database_that_allows_it()
    {
        await new Migrations("Test", [First, Compatible]).ApplyAsync(_source, default);

        await new Migrations("Test", [First]).ApplyAsync(_source, default);
    }

    [Fact]
    public async Task An_older_program_is_refused_by_a_newer_database_that_does_not()
    {
        await new Migrations("Test", [First, Compatible, Breaking]).ApplyAsync(_source, default);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => new Migrations("Test", [First, Compatible]).ApplyAsync(_source, default));
        Assert.Contains("version 3", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_changed_after_it_was_applied_is_refused()
    {
        await new Migrations("Test", [First]).ApplyAsync(_source, default);

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            new Migrations("Test", [Migrations.Migration.Of(First.Name, First.Sql + ";")]).ApplyAsync(_source, default));
    }

    [Fact]
    public async Task One_that_fails_leaves_nothing_and_can_be_tried_again()
    {
        var broken = Migrations.Migration.Of("0002-second.sql", "-- Oldest version that may run on this: 1\nCREATE TABLE second (id int); SELECT 1 / 0");
        await Assert.ThrowsAsync<CaseException>(() => new Migrations("Test", [First, broken]).ApplyAsync(_source, default));

        await new Migrations("Test", [First, Compatible]).ApplyAsync(_source, default);
    }
}
