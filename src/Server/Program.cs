using DsrGateway.Server.Hosting;

try
{
    if (args is [BackupVerbs.Backup or BackupVerbs.Restore, ..])
    {
        return BackupVerbs.Run(args);
    }

    if (args is [HealthVerb.Name, ..])
    {
        return await HealthVerb.RunAsync(args);
    }

    await GatewayApp.Build(args).RunAsync();
    return Environment.ExitCode;
}
catch (ConfigurationException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}
