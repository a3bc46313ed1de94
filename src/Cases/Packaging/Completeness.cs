namespace DsrGateway.Cases.Packaging;

/// <summary>How much of the answer a package holds. The page, the manifest and the API tell the same.</summary>
/// <param name="IsFinished">The case is closed: no later package holds more.</param>
/// <param name="OpenSystems">Systems that have no outcome yet.</param>
/// <param name="IsAllGiven">Finished, and nothing was kept back, failed, left unsearched, or given in another way than in these files.</param>
/// <param name="IsAnythingFound">Some system gave data into the package.</param>
internal sealed record Completeness(bool IsFinished, int OpenSystems, bool IsAllGiven, bool IsAnythingFound)
{
    public static Completeness Of(CaseState state, IReadOnlyList<PackageSystem> systems)
    {
        var open = systems.Count(system => system.State != StepState.Ended);
        var isFinished = state == CaseState.Closed && open == 0;
        return new(isFinished, open, isFinished && systems.All(IsGiven), systems.Any(system => system.HasResult));
    }

    private static bool IsGiven(PackageSystem system) => SystemStatuses.Of(system) switch
    {
        SystemStatus.Found => system.HasResult,
        SystemStatus.NothingHeld or SystemStatus.NotConcerned => true,
        _ => false,
    };
}
