using DsrGateway.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace DsrGateway.Cli.Output;

/// <summary>The consolidated answer: a head, a line per system, and what to do next.</summary>
internal static class CaseView
{
    public static IRenderable Of(Case @case, TimeProvider clock)
    {
        var rows = new List<IRenderable>
        {
            Tables.Cell($"Case {@case.CaseId}  {Words.Of(@case.Right)}  {@case.ControllerId}  revision {@case.Revision}"),
            Tables.Cell(Headline(@case), new Style(Colour(@case), decoration: Decoration.Bold)),
            Tables.Cell($"Received {Times.Of(@case.ReceiveTime, clock)}  Legal deadline {Deadline(@case, clock)}"
                + (@case.CloseTime is null ? "" : $"  Closed {Times.Of(@case.CloseTime, clock)}")),
        };
        if (@case.Steps.Count > 0)
        {
            rows.Add(Steps(@case, clock));
        }

        if (Next(@case) is { } next)
        {
            rows.Add(Tables.Cell(next));
        }

        return new Rows(rows);
    }

    /// <summary>A case that is over is late no more, whatever the clock says now.</summary>
    public static string Deadline(Case @case, TimeProvider clock) => Times.Of(@case.LegalDeadlineTime, clock)
        + (@case.State is not (CaseState.Closed or CaseState.Cancelled) && @case.LegalDeadlineTime?.ToDateTimeOffset() < clock.GetUtcNow() ? " (passed)" : "");

    public static string Headline(Case @case) => Headline(@case.State, @case.Conclusion);

    public static string Headline(CaseState state, Conclusion conclusion) => state == CaseState.Closed ? $"closed: {Words.Of(conclusion)}" : Words.Of(state);

    private static Table Steps(Case @case, TimeProvider clock)
    {
        var table = Tables.New("System", "State", "Found by", "Outcome");
        foreach (var step in @case.Steps)
        {
            table.AddRow(
                Tables.Cell(StepText.System(step)),
                Tables.Cell(StepText.State(step), new Style(step.State == StepState.Ended ? Color.Default : Color.Yellow)),
                Tables.Cell(StepText.FoundBy(step)),
                Tables.Cell(string.Join('\n', StepText.Outcome(step, clock))));
        }

        return table;
    }

    private static Color Colour(Case @case) => ExitCodes.Of(@case) switch
    {
        ExitCodes.Done => Color.Green,
        ExitCodes.NotFinished or ExitCodes.NeedsAction => Color.Yellow,
        _ => Color.Red,
    };

    private static string? Next(Case @case) => @case.State switch
    {
        CaseState.Running => $"The case goes on. Follow it: dsr watch {@case.CaseId}",
        CaseState.NeedsInformation => $"Give what is needed: dsr provide {@case.CaseId} --id-file -",
        CaseState.WaitingForPerson => $"See what waits: dsr by-hand list --controller {@case.ControllerId}",
        CaseState.Closed when @case.Right is Right.Access or Right.Portability
            && @case.Conclusion is Conclusion.Granted or Conclusion.GrantedInPart =>
            $"Take the data: dsr download {@case.CaseId} --out FILE",
        _ => null,
    };
}
