using DsrGateway.AnswerTables;
using DsrGateway.V1;

namespace DsrGateway.AdapterKit;

/// <summary>Holds an adapter's own answer to the table, so that its author sees a fault in their tests and not in a gateway's log.</summary>
internal static class AnswerCheck
{
    public static void Check(AdapterCall call, Right right, Selection? selection, IEnumerable<OutcomePart> parts)
    {
        var kinds = AnswerTable.Kinds(call, right);
        var selects = call == AdapterCall.Locate || (call == AdapterCall.Fulfil && !AnswerTable.LooksBeforeActing(right));
        foreach (var part in parts)
        {
            if (!kinds.Contains(part.Kind))
            {
                throw new InvalidOperationException($"{call} for {right} cannot have a part {part.Kind}.");
            }

            if (selects && selection is not { SubjectRefs.Count: > 0 } && !AnswerTable.OfNobody.Contains(part.Kind))
            {
                throw new InvalidOperationException($"A part {part.Kind} of nobody: no subject is selected.");
            }
        }
    }
}
