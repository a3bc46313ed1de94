using DsrGateway.Cases.Identifying;

namespace DsrGateway.Cases.Dispatching;

/// <summary>
/// When an answer is more than one person is likely to be: a fault of the data, of a data map or of an adapter would hand out or erase other
/// people's data. It is no broken contract, for some people do have many accounts: a person looks.
/// </summary>
internal static class Doubts
{
    /// <summary>Somebody may be held twice or thrice in one system; more is somebody to look at.</summary>
    private const int MaxSubjects = 5;

    /// <summary>Of one type that one system says are the person's alone.</summary>
    private const int MaxPerType = 20;

    private const string NameType = "name";
    private const string EmailType = "email";

    /// <summary>Kinds of which a person has one where they are held at all. Of addresses and sessions everybody has several.</summary>
    public static bool IsAccount(string type) => type is "customer_number" or "user_name";

    /// <param name="selection">Whom the system found.</param>
    /// <param name="document">The step before the answer.</param>
    /// <param name="given">What the request gave, whether this system is searched by it or not.</param>
    public static DoubtReason Of(Selection selection, StepDocument document, IReadOnlyList<Identifier> given)
    {
        // Whom a person accepted stays accepted.
        if (!selection.SubjectRefs.Except(document.Accepted ?? []).Any())
        {
            return DoubtReason.None;
        }

        var learnt = selection.Learnt.Where(l => l.Unique).ToLookup(l => l.Identifier.Type, l => l.Identifier.Value.Trim(), StringComparer.Ordinal);
        return selection.SubjectRefs.Count > MaxSubjects ? DoubtReason.TooManySubjects
            : learnt.Any(t => t.Distinct().Count() > MaxPerType) ? DoubtReason.TooManyIdentifiers
            : IsOther(selection, [.. document.Asked.Select(a => a.Identifier), .. given]) ? DoubtReason.ContradictingIdentifiers
            : DoubtReason.None;
    }

    public static StepRule RuleOf(DoubtReason reason) => reason switch
    {
        DoubtReason.TooManySubjects => StepRule.TooManySubjects,
        DoubtReason.TooManyIdentifiers => StepRule.TooManyIdentifiers,
        DoubtReason.ContradictingRecords => StepRule.ContradictingRecords,
        DoubtReason.ContradictingIdentifiers => StepRule.ContradictingIdentifiers,
        _ => StepRule.None,
    };

    /// <summary>
    /// Another account than the person's: found, perhaps, by an address that two people share. Or nothing that the person is known by, though the
    /// system tells of the same kinds.
    /// </summary>
    private static bool IsOther(Selection selection, Identifier[] person)
    {
        var known = person.ToLookup(i => i.Type, i => i.Value, StringComparer.Ordinal);
        bool Tells(LearntIdentifier l) => known[l.Identifier.Type].Contains(l.Identifier.Value.Trim(), StringComparer.OrdinalIgnoreCase);
        bool Differs(string type) => known.Contains(type) && !selection.Learnt.Any(l => l.Identifier.Type == type && Tells(l));
        // A name alone tells of nobody: others bear it.
        var tellsOfPerson = selection.Learnt.Any(l => l.Identifier.Type != NameType && Tells(l));
        return selection.Learnt.Where(l => l.Unique || IsAccount(l.Identifier.Type) || l.Identifier.Type == EmailType).Select(l => l.Identifier.Type).Distinct()
            .Any(type => Differs(type) && (IsAccount(type) || !tellsOfPerson));
    }

    /// <summary>As it stands once a person accepted it. No more is searched by in other systems than the cap.</summary>
    public static StepDocument Accept(StepDocument document, Phase phase)
    {
        var (_, selection, parts, attempt) = document.Doubt!;
        var accepted = document with
        {
            Doubt = null,
            Rule = StepRule.None,
            Accepted = [.. (document.Accepted ?? []).Union(selection.SubjectRefs)],
            Selection = selection with { Learnt = [.. selection.Learnt.GroupBy(l => (l.Identifier.Type, l.Unique)).SelectMany(g => g.Take(MaxPerType))] },
        };
        return phase == Phase.Locate ? accepted with { Forecast = parts } : accepted with { Parts = parts, ResultAttempt = attempt };
    }
}
