namespace DsrGateway.Cases.BackingUp;

/// <summary>
/// Backs up the embedded engine while a gateway runs on it: data and keys to two folders, for who holds both holds the personal
/// data. Data first, then keys: a case's key is stored before the case, so the keys are never older than the data.
/// </summary>
public static class Backup
{
    internal const string Database = "cases.db";
    internal const string KeyDatabase = "case-keys.db";
    internal const string ControllerKeyFiles = "*.key";

    /// <param name="keysTo">Null: keys are not backed up.</param>
    /// <exception cref="BackupException">It could not be made.</exception>
    public static void Make(CasesOptions options, string to, string? keysTo, DateTimeOffset now)
    {
        if (keysTo is not null && (IsWithin(to, keysTo) || IsWithin(keysTo, to)))
        {
            throw new BackupException("The keys' backup must be neither in the data's folder nor around it: whoever takes the one must not get the other.");
        }

        BackupFolder.Make(to);
        BackupDatabase.Copy(Path.Combine(options.DataFolder, Database), Path.Combine(to, Database));
        BackupManifest.Write(to, "data", Database, now);
        if (keysTo is not null)
        {
            MakeKeys(options.KeyFolder, keysTo, now);
        }
    }

    private static void MakeKeys(string keyFolder, string to, DateTimeOffset now)
    {
        BackupFolder.Make(to);
        BackupDatabase.Copy(Path.Combine(keyFolder, KeyDatabase), Path.Combine(to, KeyDatabase));
        foreach (var file in Directory.EnumerateFiles(keyFolder, ControllerKeyFiles))
        {
            BackupFolder.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        BackupManifest.Write(to, "keys", KeyDatabase, now);
    }

    private static bool IsWithin(string outer, string inner) =>
        (Path.GetFullPath(inner).TrimEnd('/') + "/").StartsWith(Path.GetFullPath(outer).TrimEnd('/') + "/", StringComparison.Ordinal);
}
