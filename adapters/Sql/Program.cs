using DsrGateway.AdapterKit;
using DsrGateway.Adapters.Sql;
using DsrGateway.Adapters.Sql.Maps;
using Microsoft.Extensions.Options;

// --settings FILE: systems: [{system_id, controller, provider, connection, map, masking_key}]; see README.md.
try
{
    var at = Array.IndexOf(args, "--settings");
    var file = at >= 0 && at + 1 < args.Length ? Path.GetFullPath(args[at + 1]) : null;
    var app = AdapterHost.Build(args, new AdapterIdentity("sql", "0.1.0"), builder =>
    {
        if (file is not null)
        {
            builder.Configuration.AddInMemoryCollection(SettingsFile.Read(file));
        }

        builder.Services.AddSqlAdapter(builder.Configuration, Path.GetDirectoryName(file) ?? Environment.CurrentDirectory);
    });
    await app.RunAsync();
    return 0;
}
catch (Exception fault) when (fault is MapFaultException or OptionsValidationException or TargetMismatchException)
{
    await Console.Error.WriteLineAsync(fault.Message);
    return 78; // EX_CONFIG
}
