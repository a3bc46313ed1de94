using System.Net;
using DsrGateway.TestKit;
using DsrGateway.V1;
using Google.Protobuf;
using Grpc.Core;

namespace DsrGateway.Server.Tests;

public class CallDeadlines
{
    [Fact]
    public async Task An_answer_that_comes_after_the_calls_deadline_is_taken_all_the_same()
    {
        await using var world = await World.StartAsync(World.Controller.Replace("2s", "30s"));
        var gate = Hold(world.Two);

        var request = World.NewCase();
        await world.Cases.SubmitAsync(request);
        await gate.Asked;
        var answer = await world.ExecuteAsync(request, World.ShortDeadline);

        Assert.Equal(CaseState.Running, answer.State);
        Assert.Equal(StepState.Ended, answer.Step("crm").State);
        Assert.Equal((StepState.Running, Problem.Unspecified), (answer.Step("mail").State, answer.Step("mail").Problem));

        gate.Open();
        var closed = await world.WaitForAsync(answer.CaseId, c => c.IsOver());

        Assert.Equal(Conclusion.Granted, closed.Conclusion);
        Assert.Single(world.Two.Calls);
    }

    [Fact]
    public async Task A_call_without_a_deadline_is_answered_after_the_default()
    {
        await using var world = await World.StartAsync(World.Controller.Replace("2s", "30s"), "--Gateway:DefaultCallDeadline=00:00:02");
        var gate = Hold(world.Two);

        // Under way before the call, which a machine that is just starting everything could not bring so far within its time.
        var request = World.NewCase();
        await world.Cases.SubmitAsync(request);
        await gate.Asked;
        var answer = await world.Cases.ExecuteCaseAsync(new ExecuteCaseRequest { NewCase = request });

        Assert.Equal(CaseState.Running, answer.Case.State);
        Assert.Equal(StepState.Running, answer.Case.Step("mail").State);
        gate.Open();
        await world.WaitForAsync(answer.Case.CaseId, c => c.IsOver());
    }

    [Fact]
    public async Task A_client_that_cancels_its_call_does_not_cancel_the_case()
    {
        await using var world = await World.StartAsync(World.Controller.Replace("2s", "30s"));
        var gate = Hold(world.Two);
        using var cancel = new CancellationTokenSource();

        var call = world.Cases.ExecuteCaseAsync(new ExecuteCaseRequest { NewCase = World.NewCase() }, cancellationToken: cancel.Token);
        await gate.Asked;
        await cancel.CancelAsync();
        var error = await RichError.FromAsync(() => call.ResponseAsync);
        gate.Open();

        Assert.Equal(StatusCode.Cancelled, error.Code);
        var closed = await world.WaitForAsync(Assert.Single(await world.Cases.ListAllAsync()).CaseId, c => c.IsOver());
        Assert.Equal(Conclusion.Granted, closed.Conclusion);
    }

    [Theory]
    [InlineData("ExecuteCase")]
    [InlineData("SubmitCase")]
    public async Task A_call_whose_deadline_is_over_is_refused_and_nothing_is_stored(string method)
    {
        await using var world = await World.StartAsync();

        var (status, _) = await RawCallAsync(world, method, "1n");

        Assert.Equal(StatusCode.DeadlineExceeded, status);
        Assert.Equal(0, await world.CountAsync());
        Assert.Empty(world.One.Calls);
    }

    [Theory]
    [InlineData("ExecuteCase")]
    [InlineData("SubmitCase")]
    public async Task A_deadline_too_short_to_do_anything_is_refused_with_a_reason_and_nothing_is_stored(string method)
    {
        await using var world = await World.StartAsync(World.Controller, "--Gateway:ShortestDeadline=00:01:00");

        var error = await RichError.FromAsync(() => method == "ExecuteCase"
            ? world.ExecuteAsync(World.NewCase(), TimeSpan.FromSeconds(30))
            : world.Cases.SubmitCaseAsync(new SubmitCaseRequest { NewCase = World.NewCase() }, deadline: CaseClientExtensions.In(TimeSpan.FromSeconds(30))).ResponseAsync);

        Assert.Equal((StatusCode.DeadlineExceeded, "DEADLINE_TOO_SHORT"), (error.Code, error.Reason));
        Assert.Equal(0, await world.CountAsync());
        Assert.Empty(world.One.Calls);
    }

    [Theory]
    [InlineData("2400H")]
    [InlineData("99999999H")]
    public async Task A_deadline_of_many_days_is_as_good_as_any(string timeout)
    {
        await using var world = await World.StartAsync();

        var (status, answer) = await RawCallAsync(world, "ExecuteCase", timeout);

        Assert.Equal(StatusCode.OK, status);
        Assert.Equal(CaseState.Closed, ExecuteCaseResponse.Parser.ParseFrom(answer.AsSpan(5)).Case.State);
    }

    private static Gate Hold(ScriptedAdapter adapter)
    {
        var gate = new Gate();
        adapter.OnFulfil = async (context, stream, call) =>
        {
            await gate.PassAsync(call.CancellationToken);
            await Answers.FulfilledAsync(context, stream, call);
        };
        return gate;
    }

    /// <summary>A client library would not send a call whose deadline is over; the network can make it so.</summary>
    private static async Task<(StatusCode Status, byte[] Answer)> RawCallAsync(World world, string method, string timeout)
    {
        var message = new ExecuteCaseRequest { NewCase = World.NewCase() }.ToByteArray();
        using var client = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{world.Gateway.Address}/dsr.v1.CaseService/{method}"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent([0, 0, 0, (byte)(message.Length >> 8), (byte)message.Length, .. message]),
        };
        request.Content.Headers.ContentType = new("application/grpc");
        request.Headers.Add("te", "trailers");
        request.Headers.Add("grpc-timeout", timeout);
        using var response = await client.SendAsync(request);
        var answer = await response.Content.ReadAsByteArrayAsync();
        var status = response.TrailingHeaders.TryGetValues("grpc-status", out var values) ? values : response.Headers.GetValues("grpc-status");
        return ((StatusCode)int.Parse(status.Single(), null), answer);
    }
}
