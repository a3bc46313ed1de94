using System.Globalization;
using System.Text;

namespace DsrGateway.Chaos.Reporting;

/// <summary>The report for people.</summary>
internal static class ReportText
{
    public static string Of(Report report)
    {
        var text = new StringBuilder();
        Line(text, $"seed {report.Seed}, commit {report.Commit}, {report.Seconds:F0} s, {report.Arguments}");
        Line(text, $"{report.Cases} cases ({string.Join(", ", report.CasesByEnd.Select(c => $"{c.Value} {c.Key}"))}), {report.Calls} calls, {report.Indeterminate} requests without an answer, {report.StaffRetries} retries by staff");
        Line(text, $"{report.AdapterCalls} adapter calls, {report.DuplicatesAbsorbed} duplicates absorbed, {report.StaleWritesRefused} stale writes refused, {report.AnswersLost} answers lost on the way, {report.UnaskedEnds} processes that ended by themselves");
        Line(text, $"{report.Faults} faults of {report.FaultKinds.Count} kinds; seconds from healing to the first new answer:");
        foreach (var kind in report.FaultKinds)
        {
            var recovery = kind.Measured == 0 ? "only together with others" : string.Create(CultureInfo.InvariantCulture, $"p50 {kind.P50,5:F1}  p99 {kind.P99,5:F1}  max {kind.Max,5:F1}");
            Line(text, $"  {kind.Kind,-26} {kind.Count,4}   {recovery}{(kind.NotRecovered > 0 ? $"  not in time: {kind.NotRecovered}" : "")}");
        }

        foreach (var invariant in report.Invariants)
        {
            Line(text, $"{(invariant.Broken == 0 ? "held  " : "BROKEN")} {invariant.Name,-4} {invariant.Meaning}{(invariant.Broken == 0 ? "" : $": {invariant.Broken} times")}");
            foreach (var evidence in invariant.Evidence)
            {
                Line(text, $"         {evidence}");
            }
        }

        foreach (var weakness in report.TooWeak)
        {
            Line(text, $"TOO WEAK: {weakness}");
        }

        if (report.Halted is { } halted)
        {
            Line(text, $"HALTED: the campaign itself failed at {halted}");
        }

        Line(text, $"{(report.Passed ? "passed" : "FAILED")}");
        return text.ToString();
    }

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
