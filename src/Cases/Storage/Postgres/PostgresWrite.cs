using Npgsql;

namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>What two writes of one statement may not share: a statement writes a row once.</summary>
internal readonly record struct WriteKey(WriteKind Kind, CaseId CaseId, string SystemId = "");

/// <summary>A write that waits for its batch, and is done when the batch is committed.</summary>
internal abstract class PostgresWrite(WriteKind kind, CancellationToken cancellation)
{
    public WriteKind Kind { get; } = kind;

    public WriteKey? Key { get; init; }

    /// <summary>The case that is locked for the batch, so that statements see it as it stays.</summary>
    public CaseId? Locks { get; init; }

    /// <summary>Locked for the batch, so that two processes that open a case of one person do it one after the other.</summary>
    public IReadOnlyList<int> PersonLocks { get; init; } = [];

    /// <summary>What other processes are told to look at.</summary>
    public CaseNote? Note { get; init; }

    /// <summary>Bytes of what is sealed in it, to keep batches bounded.</summary>
    public long Size { get; init; }

    protected CancellationToken Cancellation { get; } = cancellation;

    public bool IsCancelled => Cancellation.IsCancellationRequested;

    public abstract void Complete();

    public abstract void Cancel();

    public abstract void Fail(Exception cause);
}

internal sealed class PostgresWrite<TInput, TResult>(WriteKind<TInput, TResult> kind, TInput input, CancellationToken cancellation)
    : PostgresWrite(kind, cancellation)
{
    private readonly TaskCompletionSource<TResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TInput Input { get; } = input;

    /// <summary>Set while the statement's rows are read; told only once they are committed.</summary>
    public TResult Result { get; set; } = default!;

    public Task<TResult> Task => _done.Task;

    public override void Complete() => _done.TrySetResult(Result);

    public override void Cancel() => _done.TrySetCanceled(Cancellation);

    public override void Fail(Exception cause) => _done.TrySetException(cause);
}

/// <summary>One statement that does all writes of a kind that are in a batch.</summary>
internal abstract class WriteKind(int order)
{
    /// <summary>Where the statement stands in a batch.</summary>
    public int Order { get; } = order;

    public abstract NpgsqlBatchCommand Command(List<PostgresWrite> writes);

    public abstract Task ReadAsync(NpgsqlDataReader reader, List<PostgresWrite> writes);

    public virtual void Committed(List<PostgresWrite> writes)
    {
    }
}

internal abstract class WriteKind<TInput, TResult>(int order) : WriteKind(order)
{
    public override NpgsqlBatchCommand Command(List<PostgresWrite> writes) => Command(writes.ConvertAll(w => ((PostgresWrite<TInput, TResult>)w).Input));

    public override Task ReadAsync(NpgsqlDataReader reader, List<PostgresWrite> writes) =>
        ReadAsync(reader, writes.ConvertAll(w => (PostgresWrite<TInput, TResult>)w));

    protected abstract NpgsqlBatchCommand Command(List<TInput> inputs);

    protected abstract Task ReadAsync(NpgsqlDataReader reader, List<PostgresWrite<TInput, TResult>> writes);
}
