using DsrGateway.Cases;
using DsrGateway.Cases.Identifying;

namespace DsrGateway.Server.Adapters;

/// <summary>What adapters say, as the engine's records. Unknown enum numbers stay as they are; AnswerRules refuse them.</summary>
internal static class AdapterMapping
{
    public static Selection ToSelection(V1.Selection? selection) => selection is null ? Selection.Nobody : new Selection
    {
        SubjectRefs = [.. selection.SubjectRefs],
        Learnt = [.. selection.Identifiers.Where(i => i.Identifier is not null)
            .Select(i => new LearntIdentifier(new Identifier(i.Identifier.Type, i.Identifier.Value), i.Unique))],
        MatchedBy = [.. selection.MatchedBy],
        Candidates = selection.Candidates,
        InformationNeeded = [.. selection.InformationNeeded],
    };

    public static IReadOnlyList<OutcomePart> ToParts(IEnumerable<V1.OutcomePart> parts) => [.. parts.Select(p => new OutcomePart(
        p.Category, (OutcomeKind)p.Kind, p.Count, (Ground)p.Ground, p.Basis, p.UntilDate.Length == 0 ? null : p.UntilDate, p.Place))];
}
