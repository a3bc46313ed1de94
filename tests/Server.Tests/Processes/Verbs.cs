using DsrGateway.Server.Hosting;
using DsrGateway.TestKit;

namespace DsrGateway.Server.Tests.Processes;

/// <summary>The executable as a tool.</summary>
public class Verbs
{
    [Fact]
    public async Task Health_tells_by_its_exit_code_whether_the_gateway_serves()
    {
        await using var world = await World.StartAsync();
        string[] here = [HealthVerb.Name, $"--Gateway:Listen={world.Gateway.Address}"];

        Assert.Equal(0, await HealthVerb.RunAsync(here));
        Assert.Equal(0, await HealthVerb.RunAsync([.. here, "--service=liveness"]));
        Assert.Equal(1, await HealthVerb.RunAsync([.. here, "--service=nothing"]));
        await world.Gateway.StopAsync();
        Assert.Equal(1, await HealthVerb.RunAsync(here));
    }

    [Fact]
    public async Task Backup_and_restore_go_by_the_gateways_own_settings()
    {
        await using var world = await World.StartAsync();
        await world.ExecuteAsync(World.NewCase());
        using var away = new TempFolder();
        string[] settings = [$"--Cases:DataFolder={world.Folder["data"]}", $"--Cases:KeyFolder={world.Folder["keys"]}"];
        string[] target = [$"--Cases:DataFolder={away["new/data"]}", $"--Cases:KeyFolder={away["new/keys"]}"];

        Assert.Equal(2, BackupVerbs.Run(["backup", .. settings]));
        Assert.Equal(2, BackupVerbs.Run(["backup", "--Cases:Engine=Distributed", "--to", away["data"]]));
        Assert.Equal(0, BackupVerbs.Run(["backup", "--to", away["data"], "--keys-to", away["keys"], .. settings]));
        Assert.Equal(1, BackupVerbs.Run(["backup", "--to", away["data"], "--keys-to", away["keys"], .. settings]));
        Assert.Equal(2, BackupVerbs.Run(["restore", .. target]));
        Assert.Equal(1, BackupVerbs.Run(["restore", "--from", away["data"], .. target]));
        Assert.Equal(0, BackupVerbs.Run(["restore", "--from", away["data"], "--keys-from", away["keys"], .. target]));
        Assert.True(File.Exists(away["new/data/cases.db"]) && File.Exists(away["new/keys/test.key"]));
    }
}
