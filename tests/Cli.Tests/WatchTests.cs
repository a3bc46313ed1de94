using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Cli;

public class WatchTests
{
    [Fact]
    public async Task Elsewhere_than_in_a_terminal_each_change_is_a_line()
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        var later = SampleCases.Running(revision: 2);
        later.Steps[0].Phase = Phase.Fulfil;
        gateway.Cases.Watch = _ => [SampleCases.Running(), later, SampleCases.Closed(Conclusion.Granted)];

        var result = await gateway.RunAsync("watch", SampleCases.Id);

        Assert.Equal(0, result.Exit);
        var lines = result.Out.Split('\n');
        Assert.Equal(
            [
                "[1] case: running, not finished yet",
                "[1] crm: not answered yet: asked (locate)",
                "[1] helpdesk: not answered yet: tried again by itself (locate); problem: adapter unavailable: connection failed, 3 attempts",
                "[2] crm: not answered yet: asked (fulfil)",
                "[7] case: closed: granted",
            ],
            lines[..5]);
        Assert.DoesNotContain('\u001b', result.Out);
    }

    [Fact]
    public async Task With_json_each_change_is_a_document()
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        gateway.Cases.Watch = _ => [SampleCases.Running(), SampleCases.Closed()];

        var result = await gateway.RunAsync("watch", SampleCases.Id, "--json");

        Assert.Equal(5, result.Exit);
        var lines = result.Out.TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.NotNull(WatchCaseResponse.Parser.ParseJson(line).Case));
    }

    [Fact]
    public async Task A_lost_connection_goes_on_after_the_last_revision_seen()
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        gateway.Cases.Watch = request => request.AfterRevision == 0
            ? [SampleCases.Running(revision: 4), new RpcException(new Status(StatusCode.Unavailable, "going down"))]
            : [SampleCases.Closed(Conclusion.Granted)];

        var result = await gateway.RunAsync("watch", SampleCases.Id);

        Assert.Equal(0, result.Exit);
        Assert.Equal([0, 4], gateway.Cases.Requests.Cast<WatchCaseRequest>().Select(request => request.AfterRevision));
    }

    [Fact]
    public async Task A_case_that_is_not_there_is_an_error()
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        gateway.Cases.Watch = _ => [new RpcException(new Status(StatusCode.NotFound, "No such case."))];

        Assert.Equal(1, (await gateway.RunAsync("watch", "x")).Exit);
    }
}
