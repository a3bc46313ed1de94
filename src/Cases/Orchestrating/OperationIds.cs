using System.Text.Json;
using DsrGateway.Cases.Identifying;
using DsrGateway.Cases.Protecting;

namespace DsrGateway.Cases.Orchestrating;

/// <summary>All that a system is told of what to do; a change to any of it is another operation.</summary>
internal sealed record OperationCommand(
    string SystemId, Phase Phase, int Round, IReadOnlyList<Identifier> Identifiers, IReadOnlyList<string> SubjectRefs,
    IReadOnlyList<Correction> Corrections, IReadOnlyList<string> Purposes);

/// <summary>
/// Names operations by what they are, not by chance: a store that was brought back from a backup decides what it had decided
/// before under the same id, and the adapters, who remember it, do not do it twice. The name is made with the case's key, so
/// that once the key is destroyed nobody can tell from the id what was asked.
/// </summary>
internal static class OperationIds
{
    public static Guid Of(CaseVault vault, StepDraft step, CaseDocument request) => vault.Name(JsonSerializer.SerializeToUtf8Bytes(
        new OperationCommand(
            step.System.Id, step.Phase, step.Round, [.. step.Document.Asked.Select(a => a.Identifier)], step.Document.Selection?.SubjectRefs ?? [],
            request.Corrections, request.Purposes),
        DocumentJson.Default.OperationCommand));
}
