using DsrGateway.V1;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace DsrGateway.Server.Grpc;

/// <summary>
/// Callers say in their metadata which revision of the contract they were written against; who says nothing was written against the first.
/// What came later is told to older callers in words that they know. Metadata, because every language's gRPC can send it with every call.
/// </summary>
internal sealed class ContractRevision : Interceptor
{
    public const string Header = "dsr-contract-revision";

    /// <summary>2 added NOT_CONCERNED.</summary>
    public const int Latest = 2;

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var response = await continuation(request, context);
        if (!KnowsAll(context))
        {
            OlderWords.Apply(response);
        }

        return response;
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        continuation(request, KnowsAll(context) ? responseStream : new OlderStream<TResponse>(responseStream), context);

    private static bool KnowsAll(ServerCallContext context) =>
        int.TryParse(context.RequestHeaders.GetValue(Header), out var revision) && revision >= Latest;

    private sealed class OlderStream<T>(IServerStreamWriter<T> inner) : IServerStreamWriter<T>
    {
        public WriteOptions? WriteOptions
        {
            get => inner.WriteOptions;
            set => inner.WriteOptions = value;
        }

        public Task WriteAsync(T message)
        {
            OlderWords.Apply(message);
            return inner.WriteAsync(message);
        }

        public Task WriteAsync(T message, CancellationToken cancellationToken)
        {
            OlderWords.Apply(message);
            return inner.WriteAsync(message, cancellationToken);
        }
    }
}

/// <summary>Answers in the words of the contract's first revision. Each message is made for one call, so it is changed where it stands.</summary>
internal static class OlderWords
{
    public static void Apply(object? response)
    {
        switch (response)
        {
            case ExecuteCaseResponse { Case: { } @case }:
                Apply(@case);
                break;
            case SubmitCaseResponse { Case: { } @case }:
                Apply(@case);
                break;
            case GetCaseResponse { Case: { } @case }:
                Apply(@case);
                break;
            case WatchCaseResponse { Case: { } @case }:
                Apply(@case);
                break;
            case ProvideInformationResponse { Case: { } @case }:
                Apply(@case);
                break;
            case CancelCaseResponse { Case: { } @case }:
                Apply(@case);
                break;
            case ListCasesResponse cases:
                Apply(cases.Cases);
                break;
            case CompleteStepResponse { Case: { } @case }:
                Apply(@case);
                break;
            case RetryStepResponse { Case: { } @case }:
                Apply(@case);
                break;
            case ListStepsResponse steps:
                Apply(steps.Steps.SelectMany(waiting => waiting.Step?.Parts ?? []));
                break;
            case PlanCaseResponse plan:
                Apply(plan.Steps.Select(step => step.Refusal).OfType<OutcomePart>());
                break;
            default:
                break;
        }
    }

    private static void Apply(IEnumerable<Case> cases)
    {
        foreach (var @case in cases)
        {
            Apply(@case);
        }
    }

    private static void Apply(Case @case)
    {
        @case.Conclusion = @case.Conclusion == Conclusion.NotConcerned ? Conclusion.NothingHeld : @case.Conclusion;
        Apply(@case.Steps.SelectMany(step => step.Parts));
    }

    private static void Apply(IEnumerable<OutcomePart> parts)
    {
        foreach (var part in parts.Where(part => part.Kind == OutcomeKind.NotConcerned))
        {
            part.Kind = OutcomeKind.NothingHeld;
        }
    }
}
