namespace DsrGateway.Cases.Packaging;

/// <summary>What a system's answer comes to. Every sentence about a system hangs on this and on nothing else.</summary>
internal enum SystemStatus
{
    /// <summary>Asked, or still to be asked; the answer is on its way.</summary>
    NotAnswered,

    /// <summary>A member of staff has to go through it and has not yet.</summary>
    AwaitsStaff,

    /// <summary>Something failed, or was not done fully.</summary>
    Failed,

    /// <summary>It was searched, and several people match.</summary>
    SeveralMatch,

    /// <summary>Nothing known can search it; the case waits for more.</summary>
    AwaitsIdentifier,

    /// <summary>Nothing known could search it, and the case went on without it (Art. 11(2)).</summary>
    NotSearched,

    Found,
    FoundInPart,
    NotGiven,
    NotConcerned,
    NothingHeld,

    /// <summary>Ended without an outcome.</summary>
    NoAnswer,
}

internal static class SystemStatuses
{
    public static SystemStatus Of(PackageSystem system)
    {
        var kinds = system.Parts.Select(part => part.Kind).ToHashSet();
        if (kinds.Contains(OutcomeKind.Failed) || kinds.Contains(OutcomeKind.Residue))
        {
            return SystemStatus.Failed;
        }

        return system.State == StepState.Ended ? OfEnded(system, kinds) : OfOpen(system);
    }

    private static SystemStatus OfOpen(PackageSystem system) => system.State switch
    {
        StepState.WaitingForInformation when system.IsSearched => SystemStatus.SeveralMatch,
        StepState.WaitingForInformation => SystemStatus.AwaitsIdentifier,
        _ when system.ByHand || system.State == StepState.WaitingForPerson => SystemStatus.AwaitsStaff,
        _ => SystemStatus.NotAnswered,
    };

    private static SystemStatus OfEnded(PackageSystem system, HashSet<OutcomeKind> kinds)
    {
        if (!system.IsSearched && !system.IsByStaff && system.Parts is [{ Kind: OutcomeKind.Refused, Ground: Ground.CannotIdentify }])
        {
            return SystemStatus.NotSearched;
        }

        var isHeldBack = kinds.Contains(OutcomeKind.Refused) || system.Parts.Any(part => part.Kind == OutcomeKind.Retained && !part.IsKeptAndGiven(system.Parts));
        return (kinds.Contains(OutcomeKind.Done), isHeldBack) switch
        {
            (true, true) => SystemStatus.FoundInPart,
            (true, false) => SystemStatus.Found,
            (false, true) => SystemStatus.NotGiven,
            _ when kinds.Contains(OutcomeKind.NotConcerned) => SystemStatus.NotConcerned,
            _ when kinds.Contains(OutcomeKind.NothingHeld) => SystemStatus.NothingHeld,
            _ => SystemStatus.NoAnswer,
        };
    }
}
