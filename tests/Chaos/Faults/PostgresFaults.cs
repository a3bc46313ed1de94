using DsrGateway.TestServers;

namespace DsrGateway.Chaos.Faults;

/// <summary>kill -9 of the postmaster.</summary>
internal sealed class KillPostgres(PostgresServer postgres) : Fault("kill-postgres", "postgres")
{
    public override Task BreakAsync(Random random) => postgres.KillAsync();

    public override Task HealAsync() => postgres.RestartAsync();
}

/// <summary>kill -9 of one connection's process: PostgreSQL ends all others and recovers by itself.</summary>
internal sealed class KillPostgresBackend(PostgresServer postgres) : Fault("kill-postgres-backend", "postgres")
{
    public override (double Shortest, double Longest) Seconds => (0, 0.1);

    public override Task BreakAsync(Random random) => postgres.KillBackendAsync(random);

    public override Task HealAsync() => postgres.IsUpAsync();
}

/// <summary>An administrator restarts PostgreSQL.</summary>
internal sealed class RestartPostgres(PostgresServer postgres) : Fault("restart-postgres", "postgres")
{
    public override (double Shortest, double Longest) Seconds => (0, 1);

    public override Task BreakAsync(Random random) => postgres.StopAsync();

    public override Task HealAsync() => postgres.RestartAsync();
}
