using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Cli;

/// <summary>A CaseService that answers as a test says, and remembers what it was asked.</summary>
internal sealed class ScriptedCases : CaseService.CaseServiceBase
{
    public List<object> Requests { get; } = [];

    public ServerCallContext? LastCall { get; private set; }

    // Taken during the call: the context does not outlive it.
    public DateTime LastDeadline { get; private set; }

    public string? LastAuthorization { get; private set; }

    public Func<object, object> Answer { get; set; } = _ => throw new RpcException(new Status(StatusCode.Unimplemented, ""));

    public Func<WatchCaseRequest, IEnumerable<object>> Watch { get; set; } = _ => [];

    public Func<WatchCasesRequest, IEnumerable<object>> WatchAll { get; set; } = _ => [];

    public Func<IEnumerable<byte[]>> Package { get; set; } = () => [];

    public PackageSummary? Summary { get; set; }

    public override Task<ExecuteCaseResponse> ExecuteCase(ExecuteCaseRequest request, ServerCallContext context) =>
        Reply<ExecuteCaseResponse>(request, context);

    public override Task<SubmitCaseResponse> SubmitCase(SubmitCaseRequest request, ServerCallContext context) =>
        Reply<SubmitCaseResponse>(request, context);

    public override Task<PlanCaseResponse> PlanCase(PlanCaseRequest request, ServerCallContext context) =>
        Reply<PlanCaseResponse>(request, context);

    public override Task<GetCaseResponse> GetCase(GetCaseRequest request, ServerCallContext context) =>
        Reply<GetCaseResponse>(request, context);

    public override Task<ListCasesResponse> ListCases(ListCasesRequest request, ServerCallContext context) =>
        Reply<ListCasesResponse>(request, context);

    public override Task<ProvideInformationResponse> ProvideInformation(ProvideInformationRequest request, ServerCallContext context) =>
        Reply<ProvideInformationResponse>(request, context);

    public override Task<CancelCaseResponse> CancelCase(CancelCaseRequest request, ServerCallContext context) =>
        Reply<CancelCaseResponse>(request, context);

    public override async Task WatchCase(
        WatchCaseRequest request, IServerStreamWriter<WatchCaseResponse> responseStream, ServerCallContext context)
    {
        Requests.Add(request);
        foreach (var step in Watch(request))
        {
            if (step is RpcException error)
            {
                throw error;
            }

            await responseStream.WriteAsync(new WatchCaseResponse { Case = (Case)step });
        }
    }

    public override async Task WatchCases(
        WatchCasesRequest request, IServerStreamWriter<WatchCasesResponse> responseStream, ServerCallContext context)
    {
        Requests.Add(request);
        foreach (var step in WatchAll(request))
        {
            await responseStream.WriteAsync(step is RpcException error ? throw error : (WatchCasesResponse)step);
        }
    }

    public override async Task DownloadPackage(
        DownloadPackageRequest request, IServerStreamWriter<DownloadPackageResponse> responseStream, ServerCallContext context)
    {
        Requests.Add(request);
        var summary = Summary;
        foreach (var piece in Package())
        {
            await responseStream.WriteAsync(new DownloadPackageResponse { Chunk = Google.Protobuf.ByteString.CopyFrom(piece), Summary = summary });
            summary = null;
        }
    }

    private Task<T> Reply<T>(object request, ServerCallContext context)
    {
        Requests.Add(request);
        LastCall = context;
        LastDeadline = context.Deadline;
        LastAuthorization = context.RequestHeaders.GetValue("authorization");
        return Task.FromResult((T)Answer(request));
    }
}
