using DsrGateway.Cases.Protecting;
using DsrGateway.Cases.Storage;

namespace DsrGateway.Cases.Reading;

/// <summary>A step that waits for a person, with what the person needs to do it.</summary>
internal sealed record WaitingStepView(CaseRow Case, StepView Step, CaseDocument Request);

/// <summary>Lists what waits for a person, the most urgent first.</summary>
internal sealed class ListWaitingSteps(CaseReader reader)
{
    public async Task<IReadOnlyList<WaitingStepView>> HandleAsync(string controllerId, StepPosition? after, int limit, CancellationToken cancellation)
    {
        var views = new List<WaitingStepView>();
        foreach (var (row, step) in await reader.Store.ListWaitingForPersonAsync(controllerId, after, limit, cancellation))
        {
            var vault = await reader.VaultAsync(row, cancellation);
            var config = await reader.ConfigAsync(row, cancellation);
            views.Add(new WaitingStepView(
                row, ReadCase.View(step, vault, config), vault.OpenDocument(row.Sealed, DocumentJson.Default.CaseDocument, Places.Case)));
        }

        return views;
    }
}
