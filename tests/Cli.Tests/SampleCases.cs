using DsrGateway.V1;
using Google.Protobuf.WellKnownTypes;

namespace DsrGateway.Cli;

internal static class SampleCases
{
    public const string Id = "9f1c2d3e4b5a69788796a5b4c3d2e1f0";

    public static Case Running(long revision = 1) => new()
    {
        CaseId = Id,
        RequestId = "1b4e28ba-2fa1-41d2-883f-0016d3cca427",
        ControllerId = "entteri",
        Right = Right.Erasure,
        State = CaseState.Running,
        Revision = revision,
        ReceiveTime = Timestamp.FromDateTimeOffset(new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero)),
        LegalDeadlineTime = Timestamp.FromDateTimeOffset(new(2026, 4, 1, 20, 59, 59, TimeSpan.Zero)),
        Steps =
        {
            new Step { SystemId = "crm", SystemName = "CRM", State = StepState.Running, Phase = Phase.Locate },
            new Step
            {
                SystemId = "helpdesk",
                SystemName = "Zendesk",
                State = StepState.WaitingForAdapter,
                Phase = Phase.Locate,
                Problem = Problem.AdapterUnavailable,
                Rule = Rule.ConnectionFailed,
                FailedAttempts = 3,
            },
        },
    };

    public static Case Closed(Conclusion conclusion = Conclusion.GrantedInPart, long revision = 7)
    {
        var @case = Running(revision);
        @case.State = CaseState.Closed;
        @case.Conclusion = conclusion;
        @case.CloseTime = @case.ReceiveTime;
        @case.Steps.Clear();
        @case.Steps.Add(new Step
        {
            SystemId = "crm",
            SystemName = "CRM",
            State = StepState.Ended,
            FoundBy =
            {
                new FoundBy { IdentifierType = "email" },
                new FoundBy { IdentifierType = "customer_number", OriginSystemId = "shop" },
            },
            Parts =
            {
                new OutcomePart { Category = "user.contact", Kind = OutcomeKind.Done, Count = 3 },
                new OutcomePart
                {
                    Category = "user.financial",
                    Kind = OutcomeKind.Retained,
                    Count = 4,
                    Ground = Ground.LegalObligation,
                    Basis = "Accounting Act 1336/1997 2:10",
                    UntilDate = "2031-12-31",
                },
            },
        });
        @case.Steps.Add(new Step
        {
            SystemId = "mail",
            State = StepState.Ended,
            Parts = { new OutcomePart { Kind = OutcomeKind.Residue, Count = 1, Place = "party.value_compact" } },
        });
        return @case;
    }
}
