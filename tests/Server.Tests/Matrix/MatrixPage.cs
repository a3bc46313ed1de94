using DsrGateway.V1;

namespace DsrGateway.Server.Tests;

/// <summary>docs/rights-matrix.md, made from a run.</summary>
public static class MatrixPage
{
    private static readonly Right[] Rights =
        [Right.Access, Right.Rectification, Right.Erasure, Right.Restriction, Right.Portability, Right.Objection, Right.WithdrawalOfConsent];

    public static string File { get; } = Path.GetFullPath(Path.Combine(MatrixCase.Samples, "../../docs/rights-matrix.md"));

    public static string Write(IReadOnlyList<(MatrixCase Of, Case Case)> runs)
    {
        List<string> lines =
        [
            "# What each right comes to at each sample controller",
            "",
            "Made from a run of `tests/Server.Tests/Matrix`, which drives every line through the gateway and the SQL adapter and compares the databases, other",
            "people's rows included; `DSR_WRITE_DOCS=1` writes the page anew. The expected values are in `deploy/samples/people.yaml`.",
            "",
            $"| Controller | {string.Join(" | ", Rights.Select(right => MatrixCase.Word(right)))} |",
            $"| --- |{string.Concat(Rights.Select(_ => " --- |"))}",
        ];
        var controllers = runs.GroupBy(run => run.Of.Controller).ToList();
        foreach (var controller in controllers)
        {
            var cells = Rights.Select(right => string.Join("; ", controller.Where(run => run.Of.Request.Right == right).Select(Conclusion)));
            lines.Add($"| {controller.Key} | {string.Join(" | ", cells)} |");
        }

        foreach (var controller in controllers)
        {
            lines.AddRange(["", $"## {controller.Key}", "| Case | Conclusion | Systems |", "| --- | --- | --- |"]);
            lines.AddRange(controller.Select(run => $"| {run.Of.Name[(controller.Key.Length + 1)..]} | {Conclusion(run)} | {Steps(run.Case)} |"));
        }

        return string.Join('\n', lines) + "\n";
    }

    private static string Steps(Case of) => string.Join("; ", of.Steps.Select(step => $"{step.SystemId}: {MatrixJudge.Said(step)}"));

    private static string Conclusion((MatrixCase Of, Case Case) run) =>
        MatrixCase.Word(run.Case.State == CaseState.Closed ? run.Case.Conclusion : run.Case.State);
}
