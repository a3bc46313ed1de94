using System.Text.Json;
using DsrGateway.V1;

namespace DsrGateway.Cli.Output;

/// <summary>The contract's values in words.</summary>
internal static class Words
{
    public static string Of(Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()).Replace('_', ' ');

    public static string Of(CaseState state) => state switch
    {
        CaseState.Running => "running, not finished yet",
        CaseState.NeedsInformation => "needs information",
        CaseState.WaitingForPerson => "waiting for a person",
        _ => Of((Enum)state),
    };

    public static string Of(StepState state) => state switch
    {
        StepState.Planned => "not answered yet: planned",
        StepState.Running => "not answered yet: asked",
        StepState.WaitingForAdapter => "not answered yet: tried again by itself",
        StepState.WaitingForInformation => "not answered yet: needs information",
        StepState.WaitingForPerson => "not answered yet: a person must act",
        _ => Of((Enum)state),
    };

    public static string Of(Ground ground) => ground switch
    {
        Ground.ConditionNotMet => "the condition of the right is not met",
        Ground.NotBasedOnConsent => "not based on consent",
        Ground.CannotIdentify => "the person cannot be identified here",
        Ground.FreedomOfExpression => "freedom of expression",
        Ground.LegalObligation => "a legal obligation",
        Ground.Archiving => "archiving, research or statistics",
        Ground.RightsOfOthers => "rights and freedoms of others",
        Ground.NationalLaw => "a restriction by national law",
        Ground.HeldAsProcessor => "held as a processor; its controller answers",
        _ => Of((Enum)ground),
    };

    public static string Of(PlannedAction action) => action switch
    {
        PlannedAction.AskAdapter => "ask the adapter",
        PlannedAction.AwaitIdentifier => "wait for an identifier",
        PlannedAction.AskPerson => "ask a person",
        _ => Of((Enum)action),
    };
}
