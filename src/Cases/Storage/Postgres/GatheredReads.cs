using System.Threading.Channels;
using Npgsql;

namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>
/// Questions of one kind that come while others are being asked become one statement, so one round trip for all; a single
/// one is asked at once. Each statement sees one committed state.
/// </summary>
internal abstract class GatheredReads<TQuestion, TAnswer> : IAsyncDisposable
{
    private const int MaxQuestions = 256;
    private readonly Channel<Waiting> _queue = Channel.CreateUnbounded<Waiting>();
    private readonly NpgsqlDataSource _source;
    private readonly Task[] _loops;

    /// <param name="lanes">Statements that may be under way at once; each takes a connection.</param>
    protected GatheredReads(NpgsqlDataSource source, int lanes)
    {
        _source = source;
        _loops = [.. Enumerable.Range(0, lanes).Select(_ => Task.Run(RunAsync))];
    }

    public Task<TAnswer?> AskAsync(TQuestion question, CancellationToken cancellation)
    {
        var waiting = new Waiting(question);
        if (!_queue.Writer.TryWrite(waiting))
        {
            throw PostgresErrors.Closed();
        }

        return waiting.Answer.Task.WaitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await Task.WhenAll(_loops);
    }

    protected abstract NpgsqlBatchCommand Command(List<TQuestion> questions);

    /// <summary>The answers in the order of the questions; default where there is nothing.</summary>
    protected abstract Task<TAnswer?[]> ReadAsync(NpgsqlDataReader reader, List<TQuestion> questions);

    private async Task RunAsync()
    {
        var asked = new List<Waiting>(MaxQuestions);
        try
        {
            while (await _queue.Reader.WaitToReadAsync())
            {
                asked.Clear();
                while (asked.Count < MaxQuestions && _queue.Reader.TryRead(out var waiting))
                {
                    asked.Add(waiting);
                }

                await AnswerAsync(asked);
            }
        }
        finally
        {
            // Only a bug gets here with something left; then nobody is to wait for ever.
            _queue.Writer.TryComplete();
            asked.ForEach(w => w.Answer.TrySetException(PostgresErrors.Closed()));
        }
    }

    private async Task AnswerAsync(List<Waiting> asked)
    {
        if (asked.Count == 0)
        {
            return;
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answers = await AskAsync(asked.ConvertAll(w => w.Question));
                for (var i = 0; i < answers.Length; i++)
                {
                    asked[i].Answer.TrySetResult(answers[i]);
                }

                return;
            }
            catch (NpgsqlException e) when (e.IsTransient && attempt < 3)
            {
                // A connection that the server ended while it lay idle; reading again costs nothing.
            }
            catch (Exception e) when (PostgresErrors.IsOfDatabase(e))
            {
                asked.ForEach(w => w.Answer.TrySetException(PostgresErrors.From(e)));
                return;
            }
        }
    }

    private async Task<TAnswer?[]> AskAsync(List<TQuestion> questions)
    {
        await using var connection = await _source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Command(questions) } };
        await using var reader = await batch.ExecuteReaderAsync();
        return await ReadAsync(reader, questions);
    }

    private sealed record Waiting(TQuestion Question)
    {
        public TaskCompletionSource<TAnswer?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
