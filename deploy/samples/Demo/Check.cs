using DsrGateway.V1;

namespace DsrGateway.Demo;

/// <summary>Compares what came with what the sample people's data says must come; a difference ends the demo.</summary>
internal static class Check
{
    /// <param name="answer">What came.</param>
    /// <param name="outcome">State and conclusion, such as "CLOSED GRANTED".</param>
    /// <param name="lines">One line per system, as <see cref="Answer.Line"/> writes it.</param>
    public static void Case(Case answer, string outcome, string lines)
    {
        var came = answer.State == CaseState.Closed ? $"{Answer.Name(answer.State)} {Answer.Name(answer.Conclusion)}" : Answer.Name(answer.State);
        string[] expected = [outcome, .. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        string[] actual = [came, .. answer.Steps.Select(Answer.Line)];
        string[] differences = [.. expected.Except(actual).Select(l => $"missing:    {l}"), .. actual.Except(expected).Select(l => $"unexpected: {l}")];
        if (differences.Length > 0)
        {
            throw new DemoException($"the answer differs from the sample data:\n{string.Join('\n', differences)}");
        }

        Screen.Line($"[green]checked: state, conclusion and every part of every system[/]");
    }

    public static void That(bool holds, string what)
    {
        if (!holds)
        {
            throw new DemoException($"not so: {what}");
        }

        Screen.Line($"[green]checked: {what}[/]");
    }
}
