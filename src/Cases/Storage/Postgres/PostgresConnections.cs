using Npgsql;

namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>
/// Opens connections so that nothing waits for ever: a database that is gone or cut off is told in seconds, and what a frozen
/// gateway left open there is ended by the server.
/// </summary>
internal static class PostgresConnections
{
    /// <summary>How long one command may take, in seconds.</summary>
    private const int CommandSeconds = 15;

    private const string ServerLimits =
        "-c statement_timeout=14s -c lock_timeout=10s -c idle_in_transaction_session_timeout=10s -c tcp_user_timeout=15s -c tcp_keepalives_idle=10 " +
        "-c tcp_keepalives_interval=5 -c tcp_keepalives_count=2 -c jit=off";

    /// <summary>
    /// The statements of a store are planned once per connection and only ever by index. Left to itself the planner judges them
    /// by statistics that are hours behind a table that fills in a minute, and plans a sweep anew each time it finds nothing.
    /// </summary>
    private const string IndexOnly =
        " -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c enable_material=off " +
        "-c enable_bitmapscan=off -c random_page_cost=1.1";

    /// <summary>For the fixed statements of writers and reads.</summary>
    public static NpgsqlDataSource ForFixedStatements(string connectionString, int connections) =>
        NpgsqlDataSource.Create(Harden(connectionString, connections, ServerLimits + IndexOnly));

    /// <summary>For what is asked seldom, migrations among it.</summary>
    public static NpgsqlDataSource ForAnyStatement(string connectionString, int connections) =>
        NpgsqlDataSource.Create(Harden(connectionString, connections, ServerLimits));

    /// <summary>For one connection that waits to be told something. It asks now and then, for a peer that is gone says nothing.</summary>
    public static NpgsqlDataSource ForListening(string connectionString)
    {
        var hardened = Harden(connectionString, connections: 1, ServerLimits);
        hardened.KeepAlive = 5;
        hardened.CommandTimeout = 5;
        return NpgsqlDataSource.Create(hardened);
    }

    private static NpgsqlConnectionStringBuilder Harden(string connectionString, int connections, string options)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        given.Options = given.Options is { Length: > 0 } own ? $"{options} {own}" : options;
        given.MinPoolSize = 0;
        given.MaxPoolSize = connections;
        given.Multiplexing = false;
        given.MaxAutoPrepare = 40;
        given.AutoPrepareMinUsages = 2;
        // No statement here leaves settings behind, so there is nothing to reset.
        given.NoResetOnClose = true;
        given.Timeout = 5;
        given.CommandTimeout = CommandSeconds;
        given.TcpKeepAlive = true;
        given.TcpKeepAliveTime = 10;
        given.TcpKeepAliveInterval = 5;
        given.IncludeErrorDetail = false;
        return given;
    }
}
