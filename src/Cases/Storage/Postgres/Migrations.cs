using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;

namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>
/// Brings a database to this program's version: SQL files in order, each in the transaction that notes it. One process at a
/// time; the others find it done. Old and new processes may run side by side, so each file says the oldest version that may
/// still run on it.
/// </summary>
internal sealed partial class Migrations
{
    /// <summary>Any number that nobody else takes: "dsr" and a version of this scheme.</summary>
    private const long LockKey = 0x6473_7201;

    private readonly string _store;
    private readonly List<Migration> _known;

    /// <param name="store">The folder of the files: Cases or Keys.</param>
    public Migrations(string store) : this(store, [.. Embedded(store)])
    {
    }

    internal Migrations(string store, List<Migration> known) => (_store, _known) = (store, known);

    /// <exception cref="InvalidOperationException">The database is of a newer version, which this program must not run on, or an applied file was changed.</exception>
    public async Task ApplyAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            // Another process may be at it for longer than a statement is usually given.
            await ExecuteAsync(connection, "SET LOCAL statement_timeout = '10min'; SET LOCAL lock_timeout = '5min'", cancellation);
            await ExecuteAsync(connection, string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({LockKey})"), cancellation);
            await ExecuteAsync(
                connection,
                """
                CREATE TABLE IF NOT EXISTS dsr_migrations (
                    store text, version integer, checksum text NOT NULL, oldest_reader integer NOT NULL, applied_at timestamptz NOT NULL DEFAULT now(),
                    PRIMARY KEY (store, version))
                """,
                cancellation);
            var applied = await AppliedAsync(connection, cancellation);
            CheckNewer(applied);
            foreach (var migration in _known)
            {
                await ApplyAsync(connection, migration, applied, cancellation);
            }

            await transaction.CommitAsync(cancellation);
        }
        catch (Exception e) when (PostgresErrors.IsOfDatabase(e))
        {
            throw PostgresErrors.From(e);
        }
    }

    private void CheckNewer(Dictionary<int, (string Checksum, int OldestReader)> applied)
    {
        var own = _known.Count;
        if (applied.Where(a => a.Key > own && a.Value.OldestReader > own).Select(a => (int?)a.Key).Max() is { } newer)
        {
            throw new InvalidOperationException(
                $"The database is of version {newer}, which needs a gateway that knows version {applied[newer].OldestReader} or later; this one knows versions up to {own}.");
        }
    }

    private async Task ApplyAsync(
        NpgsqlConnection connection, Migration migration, Dictionary<int, (string Checksum, int OldestReader)> applied, CancellationToken cancellation)
    {
        if (applied.TryGetValue(migration.Version, out var before))
        {
            if (before.Checksum != migration.Checksum)
            {
                throw new InvalidOperationException($"Version {migration.Version} of the database was made by another file than {migration.Name}; an applied migration is never changed.");
            }

            return;
        }

        await ExecuteAsync(connection, migration.Sql, cancellation);
        await using var note = new NpgsqlCommand("INSERT INTO dsr_migrations (store, version, checksum, oldest_reader) VALUES ($1, $2, $3, $4)", connection);
        note.Parameters.AddRange(new[]
        {
            SingleStatements.Value(_store), SingleStatements.Value(migration.Version), SingleStatements.Value(migration.Checksum), SingleStatements.Value(migration.OldestReader),
        });
        await note.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<Dictionary<int, (string Checksum, int OldestReader)>> AppliedAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT version, checksum, oldest_reader FROM dsr_migrations WHERE store = $1", connection);
        command.Parameters.Add(SingleStatements.Value(_store));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var applied = new Dictionary<int, (string, int)>();
        while (await reader.ReadAsync(cancellation))
        {
            applied.Add(reader.GetInt32(0), (reader.GetString(1), reader.GetInt32(2)));
        }

        return applied;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
#pragma warning disable CA2100 // The texts are constants and files of this folder.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static IEnumerable<Migration> Embedded(string store)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"Migrations/{store}/";
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return Migration.Of(name[prefix.Length..], reader.ReadToEnd());
        }
    }

    /// <param name="OldestReader">The oldest version of the program that may run on a database that has this.</param>
    internal sealed partial record Migration(int Version, string Name, string Sql, int OldestReader)
    {
        public string Checksum { get; } = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

        public static Migration Of(string name, string sql)
        {
            var oldest = OldestPattern().Match(sql);
            return oldest.Success
                ? new Migration(int.Parse(name[..4], CultureInfo.InvariantCulture), name, sql, int.Parse(oldest.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
                : throw new InvalidOperationException($"{name} does not begin with the oldest version that may run on it.");
        }

        [GeneratedRegex("^-- Oldest version that may run on this: ([0-9]+)\r?\n")]
        private static partial Regex OldestPattern();
    }
}
