namespace DsrGateway.Cases.Packaging.Page;

/// <summary>The sentences about one system: each said only where it is so.</summary>
internal static class SystemSentences
{
    public static IEnumerable<string> Of(PageContext context, PackageSystem system)
    {
        var words = context.Texts.Systems;
        var isOver = context.Facts.IsOver;
        var isAccess = context.Facts.Right == Right.Access;
        var status = SystemStatuses.Of(system);
        var main = status switch
        {
            SystemStatus.NotAnswered => words.NotAnswered,
            SystemStatus.AwaitsStaff => words.AwaitsStaff,
            SystemStatus.Failed when system.State == StepState.WaitingForPerson && !isOver => words.FailedStaffLook,
            SystemStatus.SeveralMatch => words.SeveralMatch,
            SystemStatus.AwaitsIdentifier => words.NotSearchedYet,
            SystemStatus.NotSearched => words.NotSearched,
            SystemStatus.NothingHeld when system.IsByStaff || !system.IsSearched => null,
            SystemStatus.NothingHeld => isAccess ? words.SearchedNothing : words.SearchedNothingCovered,
            _ => null,
        };
        if (main is not null)
        {
            yield return main;
        }

        if (system.InformationNeeded.Count > 0)
        {
            var types = string.Join(", ", system.InformationNeeded.Select(context.Texts.Identifier));
            yield return isOver ? words.GiveAnew(types) : words.GiveNow(types);
        }

        if (system.IsByStaff)
        {
            yield return words.StaffAnswered;
        }
    }
}
