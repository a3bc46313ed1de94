using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Identifying;

namespace DsrGateway.Cases.Planning;

public enum PlannedAction
{
    AskAdapter = 1, AwaitIdentifier = 2, AskPerson = 3, Refuse = 4,
}

/// <summary>What would be asked of one system.</summary>
public sealed record PlannedStep(RegisterConfig Register, SystemConfig System, PlannedAction Action)
{
    public IReadOnlyList<string> SearchedBy { get; init; } = [];
    public IReadOnlyList<string> InformationNeeded { get; init; } = [];
    public OutcomePart? Refusal { get; init; }
    public required IReadOnlyList<Phase> Phases { get; init; }
}

/// <summary>What is asked of each system for a right: do, do by hand, or refuse because the right's condition cannot be met there.</summary>
public static class StepPlanner
{
    public const string DirectMarketing = "direct_marketing";
    private static readonly Phase[] LookActVerify = [Phase.Locate, Phase.Fulfil, Phase.Verify];
    private static readonly Phase[] ActOnly = [Phase.Fulfil];
    private static readonly Phase[] LookOnly = [Phase.Locate];

    public static IReadOnlyList<PlannedStep> Plan(
        ControllerConfig controller, IReadOnlyList<string> registerIds, Right right, IReadOnlyList<string> purposes, IReadOnlyList<Identifier> identifiers) =>
        MayHelp([.. from register in controller.Registers
            where registerIds.Count == 0 || registerIds.Contains(register.Id)
            from system in register.Systems
            select Plan(register, system, right, purposes, identifiers)], controller, right, purposes);

    /// <summary>
    /// A refused system is looked into all the same where another is to act that can be searched by what singles a person out: only this one
    /// may know it. Nobody is searched for in vain.
    /// </summary>
    private static PlannedStep[] MayHelp(PlannedStep[] steps, ControllerConfig controller, Right right, IReadOnlyList<string> purposes)
    {
        var unique = controller.IdentifierTypes.Where(type => type.Unique).Select(type => type.Type).ToHashSet();
        var isAnybodyHelped = steps.Any(step => step.Action != PlannedAction.Refuse && !step.System.IsByHand
            && Pursues(step.System, right, purposes) && step.System.SearchedBy.Any(unique.Contains));
        return isAnybodyHelped
            ? [.. steps.Select(step => step.Action == PlannedAction.Refuse && !step.System.IsByHand ? step with { Phases = LookOnly } : step)]
            : [.. steps.Select(step => step.Action == PlannedAction.Refuse ? step with { SearchedBy = [] } : step)];
    }

    private static PlannedStep Plan(
        RegisterConfig register, SystemConfig system, Right right, IReadOnlyList<string> purposes, IReadOnlyList<Identifier> identifiers)
    {
        string[] given = [.. identifiers.Select(i => i.Type).Where(system.SearchedBy.Contains).Distinct()];
        if (Refusal(system, right, purposes) is { } refusal)
        {
            return new PlannedStep(register, system, PlannedAction.Refuse) { SearchedBy = given, Refusal = refusal, Phases = [] };
        }

        if (system.IsByHand && !Pursues(system, right, purposes))
        {
            return new PlannedStep(register, system, PlannedAction.Refuse) { Refusal = NotPursued, Phases = [] };
        }

        if (system.IsByHand)
        {
            return new PlannedStep(register, system, PlannedAction.AskPerson) { Phases = ActOnly };
        }

        return new PlannedStep(register, system, given.Length > 0 ? PlannedAction.AskAdapter : PlannedAction.AwaitIdentifier)
        {
            SearchedBy = given,
            InformationNeeded = given.Length > 0 ? [] : system.SearchedBy,
            Phases = right.LooksBeforeActing() ? LookActVerify : ActOnly,
        };
    }

    /// <summary>What the configuration says of a system where nobody is looked for.</summary>
    public static OutcomePart NotPursued { get; } = new("", OutcomeKind.NotConcerned);

    /// <summary>False only where the configuration says that the system's data serves none of the purposes named.</summary>
    public static bool Pursues(SystemConfig system, Right right, IReadOnlyList<string> purposes) =>
        right is not (Right.Objection or Right.WithdrawalOfConsent) || purposes.Count == 0 || system.Purposes?.Any(purposes.Contains) != false;

    /// <summary>
    /// Conditions that hang on the legal basis of the processing alone; all others are the adapter's to judge on the data. A purpose that
    /// is not pursued is not refused: its system is searched, for what it knows may find the person elsewhere.
    /// </summary>
    public static OutcomePart? Refusal(SystemConfig system, Right right, IReadOnlyList<string> purposes) => right switch
    {
        Right.Portability when !RestsOn(system, LegalBasis.Consent, LegalBasis.Contract) =>
            Refused(Ground.ConditionNotMet, "GDPR Art. 20(1)(a): the processing rests neither on consent nor on a contract"),
        Right.WithdrawalOfConsent when Pursues(system, right, purposes) && !RestsOn(system, LegalBasis.Consent) =>
            Refused(Ground.NotBasedOnConsent, "GDPR Art. 7(3): the processing does not rest on consent"),
        // Art. 21(2): direct marketing may be objected to whatever the basis, so it is always asked.
        Right.Objection when Pursues(system, right, purposes) && !ConcernsMarketing(purposes) && !RestsOn(system, LegalBasis.LegitimateInterest, LegalBasis.PublicTask) =>
            Refused(Ground.ConditionNotMet, "GDPR Art. 21(1): the processing rests neither on a legitimate interest nor on a public task"),
        _ => null,
    };

    private static bool ConcernsMarketing(IReadOnlyList<string> purposes) => purposes.Count == 0 || purposes.Contains(DirectMarketing);

    private static bool RestsOn(SystemConfig system, params ReadOnlySpan<LegalBasis> bases)
    {
        foreach (var basis in bases)
        {
            if (system.LegalBases.Contains(basis))
            {
                return true;
            }
        }

        return false;
    }

    private static OutcomePart Refused(Ground ground, string basis) => new("", OutcomeKind.Refused, Ground: ground, Basis: basis);
}
