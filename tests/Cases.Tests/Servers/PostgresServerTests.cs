using DsrGateway.TestServers;

namespace DsrGateway.Cases.Servers;

/// <summary>A server of the tests' own leaves nothing: neither a process nor a file. The end of the tests' process does what this does, see <see cref="Caretaker"/>.</summary>
[Trait("Needs", "servers")]
public sealed class PostgresServerTests
{
    [Fact]
    public async Task Its_end_ends_what_was_started_anew_too_and_removes_its_folder()
    {
        await using var server = await PostgresServer.StartAsync();
        await server.KillAsync();
        await server.RestartAsync();
        var (folder, processes) = (Path.GetDirectoryName(server.Log)!, server.Processes());
        Assert.All(processes, p => Assert.True(Signals.Lives(p)));

        await server.DisposeAsync();

        Assert.All(processes, p => Assert.False(Signals.Lives(p)));
        Assert.False(Directory.Exists(folder));
    }
}
