namespace DsrGateway.TestServers.Shared;

/// <summary>Where the tests' PostgreSQL and RabbitMQ come from.</summary>
public enum ServerSource
{
    /// <summary>Given: DSR_TEST_POSTGRES is a connection string, DSR_TEST_RABBITMQ is amqp://user:password@host:port.</summary>
    Environment,

    /// <summary>Containers, by Testcontainers.</summary>
    Containers,

    /// <summary>Debian's packages, started here.</summary>
    Packages,
}

/// <summary>Chooses: a given server, else a container where an engine answers, else Debian's package.</summary>
public static class ServerSources
{
    /// <summary>Forces one: environment, containers or packages.</summary>
    public const string Variable = "DSR_TEST_SERVERS";

    /// <param name="given">The variable that would name the server.</param>
    /// <param name="environment">Reads a variable.</param>
    /// <param name="hasEngine">Whether a container engine answers; asked only if it matters.</param>
    /// <exception cref="InvalidOperationException">What is forced is not there. One line that says what to do; nothing is skipped for it.</exception>
    public static ServerSource Choose(string given, Func<string, string?> environment, Func<bool> hasEngine)
    {
        var isGiven = !string.IsNullOrEmpty(environment(given));
        return environment(Variable) switch
        {
            null or "" => isGiven ? ServerSource.Environment : hasEngine() ? ServerSource.Containers : ServerSource.Packages,
            "environment" when isGiven => ServerSource.Environment,
            "environment" => throw new InvalidOperationException($"{Variable} is environment, and {given} is not set."),
            "containers" when hasEngine() => ServerSource.Containers,
            "containers" => throw new InvalidOperationException($"{Variable} is containers, and no container engine answers; start one, or set DOCKER_HOST to its socket."),
            "packages" => ServerSource.Packages,
            var other => throw new InvalidOperationException($"{Variable} is \"{other}\"; it may be environment, containers or packages."),
        };
    }
}
