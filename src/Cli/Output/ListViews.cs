using DsrGateway.V1;
using Spectre.Console;
using Spectre.Console.Rendering;
using Rule = DsrGateway.V1.Rule;

namespace DsrGateway.Cli.Output;

/// <summary>Everything that is a table and not one case.</summary>
internal static class ListViews
{
    public static IRenderable Cases(ListCasesResponse response, TimeProvider clock)
    {
        if (response.Cases.Count == 0)
        {
            return Tables.Cell("No cases.");
        }

        var table = Tables.New("Case", "Right", "State", "Received", "Legal deadline");
        foreach (var @case in response.Cases)
        {
            table.AddRow(
                Tables.Cell(@case.CaseId),
                Tables.Cell(Words.Of(@case.Right)),
                Tables.Cell(CaseView.Headline(@case)),
                Tables.Cell(Times.Of(@case.ReceiveTime, clock)),
                Tables.Cell(CaseView.Deadline(@case, clock)));
        }

        return table;
    }

    public static IRenderable Plan(PlanCaseResponse plan, TimeProvider clock)
    {
        var table = Tables.New("System", "Would", "Searched by", "Phases", "Note");
        foreach (var step in plan.Steps)
        {
            table.AddRow(
                Tables.Cell(step.SystemName.Length > 0 ? $"{step.SystemName} ({step.SystemId})" : step.SystemId),
                Tables.Cell(Words.Of(step.Action)),
                Tables.Cell(string.Join(", ", step.SearchedBy)),
                Tables.Cell(string.Join(", ", step.Phases.Select(phase => Words.Of(phase)))),
                Tables.Cell(step.Refusal is { } refusal ? OutcomeText.Of(refusal)
                    : step.InformationNeeded.Count > 0 ? "needs " + string.Join(" or ", step.InformationNeeded) : ""));
        }

        return new Rows(
            Tables.Cell($"Nothing was changed. A case opened now would be due {Times.Of(plan.LegalDeadlineTime, clock)}."), table);
    }

    public static IRenderable ByHand(ListStepsResponse response, TimeProvider clock)
    {
        if (response.Steps.Count == 0)
        {
            return Tables.Cell("Nothing waits for a person.");
        }

        var table = Tables.New("Case", "System", "Right", "Legal deadline", "Person", "To do");
        foreach (var waiting in response.Steps)
        {
            var toDo = StepText.Outcome(waiting.Step, clock)
                .Concat(waiting.Corrections.Select(c => $"correct {c.Category}: '{c.OldValue}' to '{c.NewValue}'"));
            table.AddRow(
                Tables.Cell(waiting.CaseId),
                Tables.Cell(StepText.System(waiting.Step)),
                Tables.Cell(Words.Of(waiting.Right)),
                Tables.Cell(Times.Of(waiting.LegalDeadlineTime, clock)),
                Tables.Cell(string.Join('\n', waiting.Identifiers.Select(id => $"{id.Type}={id.Value}"))),
                Tables.Cell(string.Join('\n', toDo)));
        }

        return table;
    }

    public static IRenderable History(GetCaseHistoryResponse history, TimeProvider clock)
    {
        var table = Tables.New("Time", "Actor", "Event", "System", "Text");
        foreach (var entry in history.Entries)
        {
            table.AddRow(
                Tables.Cell(Times.Of(entry.Time, clock)), Tables.Cell(entry.Actor), Tables.Cell(entry.Rule == V1.Rule.Unspecified ? entry.Event : $"{entry.Event}: {Words.Of(entry.Rule)}"), Tables.Cell(entry.SystemId), Tables.Cell(entry.Text));
        }

        return table;
    }

    public static IRenderable Adapter(DescribeResponse adapter)
    {
        var table = Tables.New("System", "Product", "Rights", "Searched by", "Yields", "Categories");
        foreach (var system in adapter.Systems)
        {
            table.AddRow(
                Tables.Cell(system.SystemId),
                Tables.Cell(system.Product),
                Tables.Cell(string.Join('\n', system.Rights.Select(right => Words.Of(right)))),
                Tables.Cell(string.Join('\n', system.SearchedBy)),
                Tables.Cell(string.Join('\n', system.Yields)),
                Tables.Cell(string.Join('\n', system.Categories)));
        }

        return new Rows(Tables.Cell($"Adapter {adapter.AdapterName} {adapter.AdapterVersion}"), table);
    }

    public static IRenderable Faults(CheckConfigurationResponse response, int files) => response.Faults.Count == 0
        ? Tables.Cell(FormattableString.Invariant($"Sound: {files} {(files == 1 ? "file" : "files")}, no faults."))
        : new Rows(response.Faults.Select(fault => Tables.Cell(
            $"{fault.File}{(fault.Line > 0 ? FormattableString.Invariant($":{fault.Line}") : "")}: {fault.Field}: {fault.Description}")));
}
