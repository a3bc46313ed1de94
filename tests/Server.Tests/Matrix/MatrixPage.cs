using System.Text;
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
        var text = new StringBuilder();
        text.Append("# What each right comes to at each sample controller\n\n");
        text.Append("Made from a run of `tests/Server.Tests/Matrix`, which drives every line through the gateway and the SQL adapter and compares the databases, other\n");
        text.Append("people's rows included; `DSR_WRITE_DOCS=1` writes the page anew. The expected values are in `deploy/samples/people.yaml`.\n\n");
        text.Append($"| Controller | {string.Join(" | ", Rights.Select(right => MatrixCase.Word(right)))} |\n");
        text.Append($"| --- |{string.Concat(Rights.Select(_ => " --- |"))}\n");
        var controllers = runs.GroupBy(run => run.Of.Controller).ToList();
        foreach (var controller in controllers)
        {
            var cells = Rights.Select(right => string.Join("; ", controller.Where(run => run.Of.Request.Right == right).Select(Conclusion)));
            text.Append($"| {controller.Key} | {string.Join(" | ", cells)} |\n");
        }

        foreach (var controller in controllers)
        {
            text.Append($"\n## {controller.Key}\n| Case | Conclusion | Systems |\n| --- | --- | --- |\n");
            foreach (var run in controller)
            {
                var steps = run.Case.Steps.Select(step => $"{step.SystemId}: {MatrixJudge.Said(step)}");
                text.Append($"| {run.Of.Name[(controller.Key.Length + 1)..]} | {Conclusion(run)} | {string.Join("; ", steps)} |\n");
            }
        }

        return text.ToString();
    }

    private static string Conclusion((MatrixCase Of, Case Case) run) =>
        MatrixCase.Word(run.Case.State == CaseState.Closed ? run.Case.Conclusion : run.Case.State);
}
