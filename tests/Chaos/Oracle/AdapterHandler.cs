using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Chaos.Oracle;

/// <summary>Writes first, answers second.</summary>
internal sealed class AdapterHandler(Ledger ledger, AdapterProgram.Pace pace) : AdapterService.AdapterServiceBase
{
    public override Task<DescribeResponse> Describe(DescribeRequest request, ServerCallContext context) =>
        Task.FromResult(new DescribeResponse { AdapterName = "ledger", AdapterVersion = "1" });

    public override async Task<LocateResponse> Locate(LocateRequest request, ServerCallContext context)
    {
        var parts = await TakeAsync("locate", request.Context, context);
        return new LocateResponse { Selection = Selected(request.Context, parts), Forecast = { parts } };
    }

    public override async Task Fulfil(FulfilRequest request, IServerStreamWriter<FulfilResponse> responseStream, ServerCallContext context)
    {
        var step = request.Context;
        var parts = await TakeAsync("fulfil", step, context);
        var rows = Holdings.HandsOut(step.Right) ? parts.Where(p => p.Kind == OutcomeKind.Done).Sum(p => p.Count) : 0;
        for (var i = 0; i < rows; i++)
        {
            var record = new Record { Category = "user.contact", Collection = "people", Json = $$"""{"row":{{i}},"note":"{{Load.People.Canary}}"}""" };
            await responseStream.WriteAsync(new FulfilResponse { Record = record }, context.CancellationToken);
        }

        var outcome = new FulfilOutcome { OperationId = step.OperationId, Parts = { parts }, Selection = Selected(step, parts), Sent = rows };
        await responseStream.WriteAsync(new FulfilResponse { Outcome = outcome }, context.CancellationToken);
    }

    public override async Task<VerifyResponse> Verify(VerifyRequest request, ServerCallContext context)
    {
        await TakeAsync("verify", request.Context, context);
        return new VerifyResponse { Parts = { new OutcomePart { Category = "user.contact", Kind = OutcomeKind.Done } } };
    }

    private async Task<IReadOnlyList<OutcomePart>> TakeAsync(string phase, StepContext step, ServerCallContext context)
    {
        var parts = Holdings.Of(step);
        ledger.Take(phase, step, Holdings.Text(parts));
        await pace.WaitAsync(context.CancellationToken);
        return parts;
    }

    /// <summary>The CRM tells the customer number by which mail and chat find the person.</summary>
    private static Selection Selected(StepContext step, IReadOnlyList<OutcomePart> parts)
    {
        if (Holdings.IsNothing(parts))
        {
            return new Selection();
        }

        var selection = new Selection { SubjectRefs = { "s1" }, MatchedBy = { step.Identifiers.Select(i => i.Type).Distinct() } };
        if (step.SystemId == "crm")
        {
            var number = "C-" + step.Identifiers.Single(i => i.Type == "email").Value.Split('@')[0];
            selection.Identifiers.Add(new LearntIdentifier { Identifier = new Identifier { Type = "customer_number", Value = number }, Unique = true });
        }

        return selection;
    }
}
