using DsrGateway.Cases.Protecting;
using DsrGateway.Server.Hosting;

try
{
    if (args is [BackupVerbs.Backup or BackupVerbs.Restore, ..])
    {
        return BackupVerbs.Run(args);
    }

    if (args is [KeyVerbs.Name, ..])
    {
        return await KeyVerbs.RunAsync(args);
    }

    if (args is [HealthVerb.Name, ..])
    {
        return await HealthVerb.RunAsync(args);
    }

    var app = GatewayApp.Build(args);
    // Asked for now: when the program has run, its services are gone.
    var stopping = app.Lifetime.ApplicationStopping;
    try
    {
        await app.RunAsync();
    }
    catch (OperationCanceledException) when (stopping.IsCancellationRequested)
    {
        await Console.Error.WriteLineAsync("Stopped before it had started.");
    }
    catch (AggregateException e) when (stopping.IsCancellationRequested)
    {
        // Something threw when it was told to stop (Npgsql does when a command ends at the same instant); all the others were told too, and stopped.
        await Console.Error.WriteLineAsync($"Stopped, but not in order: {e.GetBaseException().Message}");
    }

    return Environment.ExitCode;
}
catch (Exception e) when (e is ConfigurationException or ControllerKeyException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}
