using DsrGateway.Cases.Identifying;

namespace DsrGateway.Cases.Dispatching;

/// <summary>The way to adapters. The Server implements it with gRPC; nothing here knows how a call travels.</summary>
public interface IAdapters
{
    /// <exception cref="AdapterException">The call did not give an answer.</exception>
    Task<LocateAnswer> LocateAsync(string adapter, StepCall call, CancellationToken cancellation);

    /// <summary>Hands each record and file piece to the sink as it arrives, then gives the outcome.</summary>
    /// <exception cref="AdapterException">The call did not give an answer.</exception>
    Task<FulfilAnswer> FulfilAsync(string adapter, StepCall call, IResultSink sink, CancellationToken cancellation);

    /// <exception cref="AdapterException">The call did not give an answer.</exception>
    Task<VerifyAnswer> VerifyAsync(string adapter, StepCall call, CancellationToken cancellation);

    /// <summary>Whether the adapter answers at all.</summary>
    Task<bool> IsAliveAsync(string adapter, CancellationToken cancellation);
}

/// <summary>What every call on a step says; see StepContext in the contract.</summary>
public sealed record StepCall(Guid OperationId, CaseId CaseId, string ControllerId, string SystemId, Right Right)
{
    public IReadOnlyList<Identifier> Identifiers { get; init; } = [];
    public IReadOnlyList<string> SubjectRefs { get; init; } = [];
    public IReadOnlyList<Correction> Corrections { get; init; } = [];
    public IReadOnlyList<string> Purposes { get; init; } = [];
}

public sealed record LocateAnswer(Selection Selection, IReadOnlyList<OutcomePart> Forecast);

/// <param name="OperationId">The operation the adapter says this is the outcome of.</param>
/// <param name="Sent">Records and files the adapter says it sent.</param>
public sealed record FulfilAnswer(Guid OperationId, Selection Selection, IReadOnlyList<OutcomePart> Parts, long Sent);

public sealed record VerifyAnswer(IReadOnlyList<OutcomePart> Parts);

/// <summary>Takes what an adapter streams.</summary>
public interface IResultSink
{
    /// <summary>A sign of life; every message is one.</summary>
    ValueTask ProgressAsync(CancellationToken cancellation);

    ValueTask RecordAsync(string category, string collection, ReadOnlyMemory<byte> json, CancellationToken cancellation);

    ValueTask FileChunkAsync(string category, string name, ReadOnlyMemory<byte> content, bool last, CancellationToken cancellation);
}

/// <summary>A call that gave no answer, and why. Never the adapter's own words: they may hold personal data.</summary>
public sealed class AdapterException(StepRule rule, Exception? inner = null) : Exception(rule.ToString(), inner)
{
    public StepRule Rule { get; } = rule;

    public Problem Problem => Rule.Problem();

    /// <summary>Only an adapter that is away or slow is asked again by itself.</summary>
    public bool IsPassing => Problem is Problem.AdapterUnavailable or Problem.AdapterTimeout;
}
