using DsrGateway.Cases;
using DsrGateway.Cases.BackingUp;

namespace DsrGateway.Server.Hosting;

/// <summary>The executable as a tool: backup and restore of the embedded engine, with the gateway's own settings.</summary>
public static class BackupVerbs
{
    public const string Backup = "backup";
    public const string Restore = "restore";

    /// <summary>0: done. 1: not done, and standard error says why. 2: the command line is wrong.</summary>
    public static int Run(string[] args)
    {
        var settings = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args[1..], ContentRootPath = AppContext.BaseDirectory }).Configuration;
        var options = settings.GetSection(CasesOptions.Section).Get<CasesOptions>() ?? new CasesOptions();
        if (options.Engine != Engine.Embedded)
        {
            return Fail(2, "backup and restore are for the embedded engine; docs/operations.md says how PostgreSQL is backed up.");
        }

        try
        {
            return args[0] == Backup ? MakeBackup(settings, options) : RestoreBackup(settings, options);
        }
        catch (Exception e) when (e is BackupException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return Fail(1, e.Message);
        }
    }

    private static int MakeBackup(ConfigurationManager settings, CasesOptions options)
    {
        if (settings["to"] is not { Length: > 0 } to)
        {
            return Fail(2, "backup --to FOLDER [--keys-to FOLDER]: an empty folder for the data, and another, kept elsewhere, for the keys.");
        }

        Cases.BackingUp.Backup.Make(options, to, settings["keys-to"], TimeProvider.System.GetUtcNow());
        Console.WriteLine(settings["keys-to"] is { } keys ? $"Backed up: data to {to}, keys to {keys}." : $"Backed up: data to {to}. Keys were not; without them it cannot be read.");
        return 0;
    }

    private static int RestoreBackup(ConfigurationManager settings, CasesOptions options)
    {
        if (settings["from"] is not { Length: > 0 } from)
        {
            return Fail(2, "restore --from FOLDER [--keys-from FOLDER] [--accept-missing-keys=true]");
        }

        var missing = Cases.BackingUp.Restore.Run(options, from, settings["keys-from"], settings.GetValue("accept-missing-keys", defaultValue: false));
        Console.WriteLine($"Restored to {Path.GetFullPath(options.DataFolder)}.");
        foreach (var id in missing)
        {
            Console.WriteLine($"Case {id} cannot be read: its key is missing.");
        }

        return 0;
    }

    private static int Fail(int code, string message)
    {
        Console.Error.WriteLine(message);
        return code;
    }
}
