using DsrGateway.Cases.Storage;
using DsrGateway.Cases.Storage.Sqlite;

namespace DsrGateway.Cases.BackingUp;

/// <summary>Puts a backup in an empty place, after everything that can be checked was.</summary>
public static class Restore
{
    private const int MostNamed = 20;

    /// <param name="keysFrom">Null: the keys are in the key folder already.</param>
    /// <param name="acceptMissingKeys">Restores also cases that nobody can read any more, such as those whose keys were destroyed since.</param>
    /// <returns>Cases whose key is missing.</returns>
    /// <exception cref="BackupException">Something does not fit; nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">A gateway runs on the data folder.</exception>
    public static IReadOnlyList<CaseId> Run(CasesOptions options, string from, string? keysFrom, bool acceptMissingKeys)
    {
        BackupManifest.Check(from, "data", Backup.Database, Schema.KnownVersion);
        if (keysFrom is not null)
        {
            BackupManifest.Check(keysFrom, "keys", Backup.KeyDatabase, knownVersion: 0);
            RequireNothing(options.KeyFolder, Backup.KeyDatabase, Backup.ControllerKeyFiles);
        }

        var missing = MissingKeys(from, keysFrom ?? options.KeyFolder, out var why);
        if (missing.Count > 0 && !acceptMissingKeys)
        {
            throw new BackupException(why);
        }

        using var held = FolderLock.Take(options.DataFolder);
        RequireNothing(options.DataFolder, Backup.Database);
        if (keysFrom is not null)
        {
            Directory.CreateDirectory(options.KeyFolder);
            Place(keysFrom, options.KeyFolder, Backup.ControllerKeyFiles, Backup.KeyDatabase);
        }

        Place(from, options.DataFolder, Backup.Database);
        return missing;
    }

    /// <summary>A file gets its name when all of it is there, so that a gateway never starts on a half one.</summary>
    private static void Place(string from, string to, params string[] patterns)
    {
        foreach (var file in patterns.SelectMany(p => Directory.EnumerateFiles(from, p)))
        {
            var path = Path.Combine(to, Path.GetFileName(file));
            File.Delete(path + ".restoring");
            BackupFolder.Copy(file, path + ".restoring");
            File.Move(path + ".restoring", path);
            BackupFolder.Flush(path);
        }
    }

    private static void RequireNothing(string folder, params string[] patterns)
    {
        if (Directory.Exists(folder) && patterns.SelectMany(p => Directory.EnumerateFiles(folder, p)).FirstOrDefault() is { } there)
        {
            throw new BackupException($"{there} is there already; a backup is restored into an empty place. Move what is there away first.");
        }
    }

    private static List<CaseId> MissingKeys(string data, string keys, out string why)
    {
        var database = Path.Combine(keys, Backup.KeyDatabase);
        if (!File.Exists(database))
        {
            throw new BackupException($"{database} does not exist: without keys no case can be read. Name the keys' backup, or bring the key folder back first.");
        }

        var held = BackupDatabase.Read(database, s => s.Query("SELECT case_id FROM case_keys", r => new CaseId(RowMapping.Id(r, 0)))).ToHashSet();
        var cases = BackupDatabase.Read(
            Path.Combine(data, Backup.Database), s => s.Query("SELECT case_id, controller_id FROM cases ORDER BY opened_at", r => (Id: new CaseId(RowMapping.Id(r, 0)), Controller: r.GetString(1))));
        var controllers = cases.Select(c => c.Controller).Distinct().Where(c => !File.Exists(Path.Combine(keys, c + ".key"))).ToHashSet();
        var missing = cases.Where(c => controllers.Contains(c.Controller) || !held.Contains(c.Id)).Select(c => c.Id).ToList();
        var named = controllers.Select(c => $"the key of controller {c} ({c}.key)")
            .Concat(cases.Where(c => !held.Contains(c.Id)).Select(c => $"the key of case {c.Id}")).Take(MostNamed);
        why = $"{missing.Count} of {cases.Count} cases could not be read, for these keys are missing: {string.Join(", ", named)}.";
        return missing;
    }
}
