using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Cli;

internal sealed class ScriptedOperators : OperatorService.OperatorServiceBase
{
    public List<object> Requests { get; } = [];

    public Func<object, object> Answer { get; set; } = _ => throw new RpcException(new Status(StatusCode.Unimplemented, ""));

    public override Task<ListStepsResponse> ListSteps(ListStepsRequest request, ServerCallContext context) =>
        Reply<ListStepsResponse>(request);

    public override Task<CompleteStepResponse> CompleteStep(CompleteStepRequest request, ServerCallContext context) =>
        Reply<CompleteStepResponse>(request);

    public override Task<GetCaseHistoryResponse> GetCaseHistory(GetCaseHistoryRequest request, ServerCallContext context) =>
        Reply<GetCaseHistoryResponse>(request);

    public override Task<RetryStepResponse> RetryStep(RetryStepRequest request, ServerCallContext context) =>
        Reply<RetryStepResponse>(request);

    public override Task<CheckConfigurationResponse> CheckConfiguration(
        CheckConfigurationRequest request, ServerCallContext context) =>
        Reply<CheckConfigurationResponse>(request);

    private Task<T> Reply<T>(object request)
    {
        Requests.Add(request);
        return Task.FromResult((T)Answer(request));
    }
}

internal sealed class ScriptedAdapter : AdapterService.AdapterServiceBase
{
    public override Task<DescribeResponse> Describe(DescribeRequest request, ServerCallContext context) =>
        Task.FromResult(new DescribeResponse
        {
            AdapterName = "sql",
            AdapterVersion = "1.2",
            Systems =
            {
                new SystemDescription
                {
                    SystemId = "crm",
                    Product = "PostgreSQL",
                    Rights = { Right.Access, Right.Erasure },
                    SearchedBy = { "email" },
                    Yields = { "customer_number" },
                    Categories = { "user.contact" },
                },
            },
        });
}
