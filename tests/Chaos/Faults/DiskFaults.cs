using DsrGateway.TestServers;

namespace DsrGateway.Chaos.Faults;

/// <summary>Not a byte is left where PostgreSQL writes.</summary>
internal sealed class FillPostgresDisk(PostgresServer postgres, string mount) : Fault("disk-full-postgres", "postgres")
{
    public override (double Shortest, double Longest) Seconds => (2, 8);

    public override Task BreakAsync(Random random) => Filler.FillAsync(mount);

    public override async Task HealAsync()
    {
        Filler.Remove(mount);
        await postgres.ReviveAsync();
    }
}

/// <summary>Not a byte is left where one RabbitMQ node writes.</summary>
internal sealed class FillBrokerDisk(RabbitServer rabbit, Func<int, string> mount) : Fault("disk-full-broker", "broker")
{
    private int _node;

    public override (double Shortest, double Longest) Seconds => (2, 8);

    public override Task BreakAsync(Random random)
    {
        _node = random.Next(rabbit.Nodes.Count);
        return Filler.FillAsync(mount(_node));
    }

    public override async Task HealAsync()
    {
        Filler.Remove(mount(_node));
        await rabbit.ReviveAsync(rabbit.Nodes[_node]);
    }
}

/// <summary>A file that takes all the room there is; only ever on a small mount of our own.</summary>
internal static class Filler
{
    private const string Name = "filler";

    public static async Task FillAsync(string mount)
    {
        await using var file = new FileStream(Path.Combine(mount, Name), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[1024 * 1024];
        try
        {
            while (true)
            {
                await file.WriteAsync(block);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public static void Remove(string mount) => File.Delete(Path.Combine(mount, Name));
}
