using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using RpcStatus = Google.Rpc.Status;
using Status = Grpc.Core.Status;

namespace DsrGateway.Cli;

public class ErrorTests
{
    [Fact]
    public async Task Every_malformed_field_has_a_line()
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        gateway.Cases.Answer = _ => throw Rich(
            StatusCode.InvalidArgument,
            "2 fields are wrong.",
            new ErrorInfo { Reason = "INVALID_FIELDS", Domain = "dsr.gateway", Metadata = { ["count"] = "2" } },
            new BadRequest { FieldViolations = { Field("new_case.controller_id", "is not known"), Field("new_case.right", "is missing") } });

        var result = await gateway.RunAsync("get", "x");

        Assert.Equal(1, result.Exit);
        Assert.Equal("", result.Out);
        Assert.Equal(
            "error: 2 fields are wrong. (INVALID_ARGUMENT, INVALID_FIELDS)\n"
            + "  new_case.controller_id: is not known\n  new_case.right: is missing\n  count = 2\n",
            result.Error);
    }

    [Fact]
    public async Task With_json_an_error_is_one_document_on_standard_error()
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        gateway.Cases.Answer = _ => throw Rich(
            StatusCode.AlreadyExists,
            "There is one.",
            new ErrorInfo { Reason = "WRONG_STATE", Domain = "dsr.gateway", Metadata = { ["state"] = "CLOSED" } },
            new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromSeconds(2)) });

        var result = await gateway.RunAsync("get", "x", "--json");

        var error = JsonDocument.Parse(result.Error).RootElement.GetProperty("error");
        Assert.Equal("", result.Out);
        Assert.Equal("ALREADY_EXISTS", error.GetProperty("code").GetString());
        Assert.Equal("WRONG_STATE", error.GetProperty("reason").GetString());
        Assert.Equal("CLOSED", error.GetProperty("metadata").GetProperty("state").GetString());
        Assert.Equal(2, error.GetProperty("retryAfterSeconds").GetDouble());
    }

    [Theory]
    [InlineData(StatusCode.InvalidArgument, 1)]
    [InlineData(StatusCode.NotFound, 1)]
    [InlineData(StatusCode.AlreadyExists, 1)]
    [InlineData(StatusCode.FailedPrecondition, 1)]
    [InlineData(StatusCode.Aborted, 1)]
    [InlineData(StatusCode.PermissionDenied, 1)]
    [InlineData(StatusCode.Unauthenticated, 1)]
    [InlineData(StatusCode.ResourceExhausted, 1)]
    [InlineData(StatusCode.Unavailable, 6)]
    [InlineData(StatusCode.DeadlineExceeded, 6)]
    [InlineData(StatusCode.Internal, 7)]
    [InlineData(StatusCode.Unknown, 7)]
    public async Task The_exit_code_tells_the_kind_of_error(StatusCode code, int exit)
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        gateway.Cases.Answer = _ => throw new RpcException(new Status(code, "why"));

        var result = await gateway.RunAsync("get", "x");

        Assert.Equal(exit, result.Exit);
        Assert.StartsWith("error: ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_that_is_not_there_is_told_in_plain_words()
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        var address = gateway.Address;
        await gateway.DisposeAsync();

        var result = await CliRun.RunAsync(["get", "x", "--gateway", address]);

        Assert.Equal(6, result.Exit);
        Assert.Equal("error: The gateway or adapter cannot be reached. (UNAVAILABLE)\n", result.Error);
    }

    [Fact]
    public async Task A_late_answer_tells_how_to_go_on()
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        gateway.Cases.Answer = _ =>
        {
            gateway.Cases.LastCall!.CancellationToken.WaitHandle.WaitOne();
            throw new RpcException(Status.DefaultCancelled);
        };

        var result = await gateway.RunAsync(
            "execute", "--controller", "c", "--right", "access", "--id", "email=a@b.example", "--deadline", "300ms");

        Assert.Equal(6, result.Exit);
        Assert.Contains("the same --request-id tells", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Details_that_cannot_be_read_do_not_hide_the_error()
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        gateway.Cases.Answer = _ => throw new RpcException(
            new Status(StatusCode.NotFound, "No such case."), new Metadata { { "grpc-status-details-bin", [0xFF, 0xFF] } });

        var result = await gateway.RunAsync("get", "x");

        Assert.Equal("error: No such case. (NOT_FOUND)\n", result.Error);
    }

    [Fact]
    public async Task Text_from_the_wire_cannot_drive_the_terminal()
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        var @case = SampleCases.Closed();
        @case.Steps[0].SystemName = "[red]x[/] \u001b]0;owned\u0007 \u202Eexe";
        gateway.Cases.Answer = request => new V1.GetCaseResponse { Case = @case };

        var result = await gateway.RunAsync("get", "x");

        Assert.DoesNotContain('\u001b', result.Out);
        Assert.DoesNotContain('\u202E', result.Out);
        Assert.Contains("[red]x[/]", result.Out, StringComparison.Ordinal);
        Assert.Contains("[U+001B]", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_call_ends_as_shells_expect()
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        using var stop = new CancellationTokenSource();
        gateway.Cases.Answer = _ =>
        {
            stop.Cancel();
            throw new RpcException(Status.DefaultCancelled);
        };

        var result = await CliRun.RunAsync(["get", "x", "--gateway", gateway.Address], cancellationToken: stop.Token);

        Assert.Equal(130, result.Exit);
    }

    private static BadRequest.Types.FieldViolation Field(string field, string description) =>
        new() { Field = field, Description = description };

    private static RpcException Rich(StatusCode code, string message, params IMessage[] details)
    {
        var status = new RpcStatus { Code = (int)code, Message = message, Details = { details.Select(Any.Pack) } };
        return status.ToRpcException();
    }
}
