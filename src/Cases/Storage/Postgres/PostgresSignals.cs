using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>
/// Wakes those who wait in this process for what another process wrote. What is told while the connection is away is lost,
/// so whenever it is there again, everybody looks.
/// </summary>
/// <param name="instance">This process's own name, whose notes are passed over: <see cref="PostgresCaseStore.Instance"/>.</param>
internal sealed class PostgresSignals(string connectionString, Guid instance, CaseSignals signals, TimeProvider clock, ILogger<PostgresSignals> log)
    : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when it has begun to listen.</summary>
    public Task Listening => _listening.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var source = PostgresConnections.ForListening(connectionString);
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(stoppingToken);
                await ListenAsync(connection, () => pause = FirstPause, stoppingToken);
            }
            catch (Exception e) when (PostgresErrors.IsOfDatabase(e))
            {
                log.NotesMissed(e.GetType().Name, pause);
            }

            await Task.Delay(pause, clock, stoppingToken);
        }
    }

    private async Task ListenAsync(NpgsqlConnection connection, Action listening, CancellationToken stopping)
    {
        connection.Notification += (_, note) => Pass(note.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {CaseNote.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(stopping);
        }

        listening();
        signals.ChangedAll();
        _listening.TrySetResult();
        while (true)
        {
            await connection.WaitAsync(stopping);
        }
    }

    private void Pass(string payload)
    {
        foreach (var note in CaseNote.Read(instance, payload))
        {
            signals.Changed(note.CaseId, note.State);
        }
    }
}

internal static partial class SignalsLog
{
    [LoggerMessage(1300, LogLevel.Warning, "Notes of other gateways cannot be heard ({Cause}); tried again in {Pause}")]
    public static partial void NotesMissed(this ILogger log, string cause, TimeSpan pause);
}
