using DsrGateway.Bench.Contract;
using Grpc.Core;

namespace DsrGateway.Bench.Stub;

internal sealed class CountersStub(Asked asked) : StubCounters.StubCountersBase
{
    public override Task<ReadResponse> Read(ReadRequest request, ServerCallContext context) =>
        Task.FromResult(new ReadResponse { Calls = asked.Calls, Distinct = asked.Distinct });
}
