using DotNet.Testcontainers.Containers;
using Testcontainers.PostgreSql;
using Testcontainers.RabbitMq;

namespace DsrGateway.TestServers.Shared;

/// <summary>Containers that end with this process: by Testcontainers' own reaper, and where that is switched off by the process itself.</summary>
internal static class Containers
{
    private static readonly TimeSpan EndingTime = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Of the container that was started last.</summary>
    public static string LastName { get; private set; } = "";

    public static string Image(string variable, string otherwise) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } image ? image : otherwise;

    public static async Task StartAsync(IContainer container)
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => container.DisposeAsync().AsTask().Wait(EndingTime);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await container.StartAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            var (output, errors) = await container.GetLogsAsync();
            throw new InvalidOperationException($"The container of {container.Image.FullName} was not ready within {Patience}: {output}{errors}");
        }

        LastName = container.Name.TrimStart('/');
    }
}

internal static class PostgresContainer
{
    /// <summary>Starts one; the connection string to its maintenance database.</summary>
    public static async Task<string> StartAsync()
    {
        // As durable as the product wants it, unlike Testcontainers' own default.
        var container = new PostgreSqlBuilder(Containers.Image("POSTGRES_IMAGE", "postgres:17.6"))
            .WithCommand("-c", "fsync=on", "-c", "full_page_writes=on", "-c", "synchronous_commit=on", "-c", "max_connections=200")
            .Build();
        await Containers.StartAsync(container);
        return container.GetConnectionString();
    }
}

internal sealed class RabbitContainer(RabbitMqContainer container)
{
    private int _hosts;

    public static async Task<RabbitContainer> StartAsync()
    {
        var container = new RabbitMqBuilder(Containers.Image("RABBITMQ_IMAGE", "rabbitmq:4.1.4")).Build();
        await Containers.StartAsync(container);
        return new RabbitContainer(container);
    }

    public Task<string> VersionAsync() => ControlAsync("version");

    public async Task<string> CreateVirtualHostAsync()
    {
        var name = FormattableString.Invariant($"dsr_{Environment.ProcessId}_{Interlocked.Increment(ref _hosts)}");
        var address = new Uri(container.GetConnectionString());
        await ControlAsync("add_vhost", name);
        await ControlAsync("set_permissions", "-p", name, address.UserInfo.Split(':')[0], ".*", ".*", ".*");
        return $"{address.GetLeftPart(UriPartial.Authority)}/{name}";
    }

    private async Task<string> ControlAsync(params string[] arguments)
    {
        var result = await container.ExecAsync(["rabbitmqctl", "-q", .. arguments]);
        return result.ExitCode == 0 ? result.Stdout.Trim() : throw new InvalidOperationException($"rabbitmqctl {arguments[0]} ended with {result.ExitCode}: {result.Stderr}");
    }
}
