using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.TestKit;

/// <summary>Answers a well-behaved adapter would give.</summary>
public static class Answers
{
    public static OutcomePart Part(OutcomeKind kind, long count = 0, string category = "user.contact") => new() { Category = category, Kind = kind, Count = count };

    public static LocateResponse Located(StepContext context, string subject, params LearntIdentifier[] learnt) => new()
    {
        Selection = Selected(context, subject, learnt),
        Forecast = { Part(OutcomeKind.Done, 2) },
    };

    public static LocateResponse LocatedNobody() => new() { Selection = new Selection(), Forecast = { Part(OutcomeKind.NothingHeld) } };

    public static Selection Selected(StepContext context, string subject, params LearntIdentifier[] learnt) => new()
    {
        SubjectRefs = { subject },
        Identifiers = { learnt },
        MatchedBy = { context.Identifiers.Select(i => i.Type).Distinct() },
    };

    public static LearntIdentifier Unique(string type, string value) => new() { Identifier = new Identifier { Type = type, Value = value }, Unique = true };

    public static VerifyResponse Clean() => new() { Parts = { Part(OutcomeKind.Done) } };

    /// <summary>Two records for access and portability, two rows changed for every other right.</summary>
    public static Task FulfilledAsync(StepContext context, IServerStreamWriter<FulfilResponse> stream, ServerCallContext call) =>
        FulfilledAsync(context, stream, call.CancellationToken);

    public static async Task FulfilledAsync(
        StepContext context, IServerStreamWriter<FulfilResponse> stream, CancellationToken cancellation, params LearntIdentifier[] learnt)
    {
        var handsOut = context.Right is Right.Access or Right.Portability;
        for (var i = 0; handsOut && i < 2; i++)
        {
            await stream.WriteAsync(
                new FulfilResponse { Record = new Record { Category = "user.contact", Collection = "people", Json = $$"""{"row":{{i}}}""" } }, cancellation);
        }

        await stream.WriteAsync(
            new FulfilResponse
            {
                Outcome = new FulfilOutcome
                {
                    OperationId = context.OperationId,
                    Parts = { Part(OutcomeKind.Done, 2) },
                    Selection = Selected(context, "s1", learnt),
                    Sent = handsOut ? 2 : 0,
                },
            },
            cancellation);
    }
}
