using DsrGateway.TestKit;
using DsrGateway.V1;
using Google.Protobuf;
using Grpc.Core;

using Fulfil = System.Func<
    DsrGateway.V1.StepContext, Grpc.Core.IServerStreamWriter<DsrGateway.V1.FulfilResponse>, Grpc.Core.ServerCallContext, System.Threading.Tasks.Task>;
using Part = DsrGateway.V1.OutcomePart;

namespace DsrGateway.Server.Tests;

/// <summary>What adapters do wrong when they are asked for a copy, by a name that reads in a test's list.</summary>
public static class Misbehaviour
{
    private static readonly Part OneDone = Answers.Part(OutcomeKind.Done, 1);

    /// <summary>What passes by itself: the gateway asks again.</summary>
    public static IReadOnlyDictionary<string, (Fulfil Act, Problem Problem, Rule Rule)> Passing { get; } = new Dictionary<string, (Fulfil, Problem, Rule)>
    {
        ["says UNAVAILABLE"] = (Status(StatusCode.Unavailable), Problem.AdapterUnavailable, Rule.StatusUnavailable),
        ["gives no sign of life"] = ((_, _, call) => Task.Delay(Timeout.Infinite, call.CancellationToken), Problem.AdapterTimeout, Rule.TimeLimit),
        ["hangs half-way through its stream"] = (async (_, stream, call) =>
        {
            await stream.WriteAsync(Record());
            await Task.Delay(Timeout.Infinite, call.CancellationToken);
        }, Problem.AdapterTimeout, Rule.TimeLimit),
        ["hangs after its outcome"] = (async (context, stream, call) =>
        {
            await stream.WriteAsync(Outcome(context, 0, Answers.Part(OutcomeKind.NothingHeld)));
            await Task.Delay(Timeout.Infinite, call.CancellationToken);
        }, Problem.AdapterTimeout, Rule.TimeLimit),
        ["says UNAVAILABLE after its outcome"] = (async (context, stream, _) =>
        {
            await stream.WriteAsync(Record());
            await stream.WriteAsync(Outcome(context, 1, OneDone));
            throw new RpcException(new Status(StatusCode.Unavailable, ""));
        }, Problem.AdapterUnavailable, Rule.StatusUnavailable),
        ["dies half-way through its stream"] = (async (_, stream, call) =>
        {
            await stream.WriteAsync(Record());
            call.GetHttpContext().Abort();
        }, Problem.AdapterUnavailable, Rule.ConnectionFailed),
    };

    /// <summary>What repeating does not mend: a person has to look.</summary>
    public static IReadOnlyDictionary<string, (Fulfil Act, Problem Problem, Rule Rule)> Lasting { get; } = new Dictionary<string, (Fulfil, Problem, Rule)>
    {
        ["says it sent more than it did"] = (Sends(c => [Record(), Outcome(c, 2, OneDone)]), Problem.AdapterBrokeContract, Rule.SentDiffers),
        ["says it sent less than it did"] = (Sends(c => [Record(), Outcome(c, 0, OneDone)]), Problem.AdapterBrokeContract, Rule.SentDiffers),
        ["counts more in its parts than it sent"] = (Sends(c => [Record(), Outcome(c, 1, Answers.Part(OutcomeKind.Done, 2))]), Problem.AdapterBrokeContract, Rule.CountsDiffer),
        ["counts beyond what a number can hold"] = (Sends(c => [Record(), Outcome(c, 1, Answers.Part(OutcomeKind.Done, long.MaxValue), Answers.Part(OutcomeKind.Done, 2))]), Problem.AdapterBrokeContract, Rule.ImpossibleCount),
        ["counts below zero"] = (Sends(c => [Record(), Outcome(c, 1, Answers.Part(OutcomeKind.Done, 2), Answers.Part(OutcomeKind.Done, -1))]), Problem.AdapterBrokeContract, Rule.ImpossibleCount),
        ["gives two outcomes"] = (Sends(c => [Record(), Outcome(c, 1, OneDone), Outcome(c, 1, OneDone)]), Problem.AdapterBrokeContract, Rule.MessageAfterOutcome),
        ["sends a record after the outcome"] = (Sends(c => [Outcome(c, 1, OneDone), Record()]), Problem.AdapterBrokeContract, Rule.MessageAfterOutcome),
        ["gives no outcome"] = (Sends(_ => [Record()]), Problem.AdapterBrokeContract, Rule.NoOutcome),
        ["sends nothing at all"] = (Sends(_ => []), Problem.AdapterBrokeContract, Rule.NoOutcome),
        ["gives an empty message"] = (Sends(c => [new FulfilResponse(), Outcome(c, 0, Answers.Part(OutcomeKind.NothingHeld))]), Problem.AdapterBrokeContract, Rule.UnknownMessage),
        ["gives another operation's outcome"] = (Sends(c => [Record(), Outcome(new StepContext(c) { OperationId = Guid.NewGuid().ToString() }, 1, OneDone)]), Problem.AdapterBrokeContract, Rule.OtherOperation),
        ["gives an outcome without parts"] = (Sends(c => [Outcome(c, 0)]), Problem.AdapterBrokeContract, Rule.NoParts),
        ["gives an outcome of an unknown kind"] = (Sends(c => [Outcome(c, 0, Answers.Part((OutcomeKind)99))]), Problem.AdapterBrokeContract, Rule.KindNotAllowed),
        ["gives an outcome of no kind"] = (Sends(c => [Outcome(c, 0, Answers.Part(OutcomeKind.Unspecified))]), Problem.AdapterBrokeContract, Rule.KindNotAllowed),
        ["retains on an unknown ground"] = (Sends(c => [Outcome(c, 0, new Part { Kind = OutcomeKind.Retained, Ground = (Ground)99 })]), Problem.AdapterBrokeContract, Rule.UnknownGround),
        ["retains on no ground"] = (Sends(c => [Outcome(c, 0, Answers.Part(OutcomeKind.Retained))]), Problem.AdapterBrokeContract, Rule.GroundMissing),
        ["retains until a day that is none"] = (Sends(c => [Outcome(c, 0, new Part { Kind = OutcomeKind.Retained, Ground = Ground.LegalObligation, UntilDate = "2031-02-30" })]), Problem.AdapterBrokeContract, Rule.MalformedUntilDate),
        ["gives a residue without a verification"] = (Sends(c => [Outcome(c, 0, new Part { Kind = OutcomeKind.Residue, Place = "x" })]), Problem.AdapterBrokeContract, Rule.KindNotAllowed),
        ["hands out records though several people match"] = (Sends(c => [Record(), Candidates(c, 1, OneDone)]), Problem.AdapterBrokeContract, Rule.ActedOnCandidates),
        ["sends a record that is no JSON"] = (Sends(c => [Record("name: Maija"), Outcome(c, 1, OneDone)]), Problem.AdapterBrokeContract, Rule.RecordNotJsonObject),
        ["sends a record that is no JSON object"] = (Sends(c => [Record("[1]"), Outcome(c, 1, OneDone)]), Problem.AdapterBrokeContract, Rule.RecordNotJsonObject),
        ["sends a record over 1 MiB"] = (Sends(c => [Record($$"""{"a":"{{new string('a', 1 << 20)}}"}"""), Outcome(c, 1, OneDone)]), Problem.AdapterBrokeContract, Rule.PieceTooLarge),
        ["leaves a file without its end"] = (Sends(c => [Chunk("a", last: false), Outcome(c, 1, OneDone)]), Problem.AdapterBrokeContract, Rule.FileWithoutEnd),
        ["mixes the pieces of two files"] = (Sends(c => [Chunk("a", last: false), Chunk("b", last: true), Outcome(c, 1, OneDone)]), Problem.AdapterBrokeContract, Rule.FilesMixed),
        ["sends a file twice"] = (Sends(c => [Chunk("a", last: true), Chunk("a", last: true), Outcome(c, 2, Answers.Part(OutcomeKind.Done, 2))]), Problem.AdapterBrokeContract, Rule.FilesMixed),
        ["sends a record within a file"] = (Sends(c => [Chunk("a", last: false), Record(), Chunk("a", last: true), Outcome(c, 2, Answers.Part(OutcomeKind.Done, 2))]), Problem.AdapterBrokeContract, Rule.RecordWithinFile),
        ["sends more records than the limit"] = (Sends(c => [.. Enumerable.Range(0, 6).Select(_ => Record()), Outcome(c, 6, Answers.Part(OutcomeKind.Done, 6))]), Problem.ResultTooLarge, Rule.ResultOverLimit),
        ["sends more bytes than the limit"] = (Sends(c => [.. Enumerable.Range(0, 4).Select(_ => Record($$"""{"a":"{{new string('a', 900_000)}}"}""")), Outcome(c, 4, Answers.Part(OutcomeKind.Done, 4))]), Problem.ResultTooLarge, Rule.ResultOverLimit),
        ["sends a message over 4 MiB"] = (Sends(c => [Record($$"""{"a":"{{new string('a', 5 << 20)}}"}"""), Outcome(c, 1, OneDone)]), Problem.ResultTooLarge, Rule.StatusResourceExhausted),
        ["says PERMISSION_DENIED"] = (Status(StatusCode.PermissionDenied), Problem.AdapterRefusedCall, Rule.StatusPermissionDenied),
        ["says INVALID_ARGUMENT"] = (Status(StatusCode.InvalidArgument), Problem.AdapterRefusedCall, Rule.StatusInvalidArgument),
        ["says CANCELLED though nobody cancelled"] = (Status(StatusCode.Cancelled), Problem.AdapterRefusedCall, Rule.StatusCancelled),
        ["throws"] = ((_, _, _) => throw new InvalidOperationException("Maija"), Problem.AdapterRefusedCall, Rule.StatusUnknown),
        ["says UNIMPLEMENTED"] = (Status(StatusCode.Unimplemented), Problem.NotSupported, Rule.StatusUnimplemented),
    };

    public static FulfilResponse Record(string json = """{"row":1}""") =>
        new() { Record = new V1.Record { Category = "user.contact", Collection = "people", Json = json } };

    public static FulfilResponse Outcome(StepContext context, long sent, params Part[] parts) => new()
    {
        Outcome = new FulfilOutcome { OperationId = context.OperationId, Sent = sent, Parts = { parts }, Selection = Answers.Selected(context, "s1") },
    };

    private static FulfilResponse Candidates(StepContext context, long sent, params Part[] parts) => new()
    {
        Outcome = new FulfilOutcome
        {
            OperationId = context.OperationId,
            Sent = sent,
            Parts = { parts },
            Selection = new Selection { Candidates = 2, InformationNeeded = { "customer_number" } },
        },
    };

    private static FulfilResponse Chunk(string name, bool last) =>
        new() { FileChunk = new FileChunk { Category = "user.contact", Name = name, Content = ByteString.CopyFromUtf8("x"), Last = last } };

    private static Fulfil Status(StatusCode code) => (_, _, _) => throw new RpcException(new Status(code, "Maija Meikäläinen is not in my table"));

    private static Fulfil Sends(Func<StepContext, FulfilResponse[]> messages) => async (context, stream, call) =>
    {
        foreach (var message in messages(context))
        {
            await stream.WriteAsync(message, call.CancellationToken);
        }
    };
}
