using System.Globalization;
using DsrGateway.V1;
using YamlDotNet.RepresentationModel;

namespace DsrGateway.Server.Tests;

/// <summary>What a case came to, and what the databases held before and after it.</summary>
public sealed record MatrixRun(Case Case, IReadOnlyDictionary<string, Rows> Before, IReadOnlyDictionary<string, Rows> After);

/// <summary>Compares what happened with what the sample says. Pure, so that planted faults can be shown to it.</summary>
public static class MatrixJudge
{
    private static readonly OutcomeKind[] Counted = [OutcomeKind.Done, OutcomeKind.Retained];

    public static IReadOnlyList<string> Compare(MatrixCase expected, MatrixRun run)
    {
        var faults = new List<string>();
        var said = run.Case.Steps.ToDictionary(step => step.SystemId, Said, StringComparer.Ordinal);
        foreach (var system in expected.Steps.Keys.Union(said.Keys).Order(StringComparer.Ordinal))
        {
            Equal(faults, system, expected.Steps.GetValueOrDefault(system), said.GetValueOrDefault(system));
        }

        Equal(faults, "conclusion", expected.Conclusion, run.Case.State == CaseState.Closed ? MatrixCase.Word(run.Case.Conclusion) : MatrixCase.Word(run.Case.State));
        foreach (var (system, before) in run.Before)
        {
            CompareRows(faults, system, MatrixCase.Entries(expected.After.GetValueOrDefault(system)), before, run.After[system]);
        }

        return faults;
    }

    /// <summary>A step in a few words: "done 16 + retained 3", "refused condition_not_met".</summary>
    public static string Said(Step step) => step.State != StepState.Ended && step.Parts.All(part => part.Kind != OutcomeKind.Failed)
        ? MatrixCase.Word(step.State)
        : string.Join(" + ", step.Parts.GroupBy(part => (part.Kind, Ground: part.Kind == OutcomeKind.Refused ? part.Ground : Ground.Unspecified))
            .OrderBy(group => group.Key.Kind)
            .Select(group => string.Join(' ', Words(group.Key.Kind, group.Key.Ground, group.Sum(part => part.Count))))) + Why(step);

    private static string Why(Step step) => step.Problem == Problem.Unspecified ? "" : $" ({MatrixCase.Word(step.Problem)})";

    private static IEnumerable<string> Words(OutcomeKind kind, Ground ground, long count)
    {
        yield return MatrixCase.Word(kind);
        if (Counted.Contains(kind))
        {
            yield return count.ToString(CultureInfo.InvariantCulture);
        }

        if (ground != Ground.Unspecified)
        {
            yield return MatrixCase.Word(ground);
        }
    }

    /// <summary>Every row and cell that the sample does not name has to be as before: other people's above all.</summary>
    private static void CompareRows(List<string> faults, string system, IReadOnlyDictionary<string, YamlNode> changes, Rows before, Rows after)
    {
        foreach (var (table, was) in before)
        {
            var spec = MatrixCase.Entries(changes.GetValueOrDefault(table));
            var deleted = (spec.GetValueOrDefault("deleted") as YamlSequenceNode)?.Select(MatrixCase.Text).ToHashSet(StringComparer.Ordinal) ?? [];
            var now = after[table];
            foreach (var (key, row) in was)
            {
                var place = $"{system}.{table} {key}";
                if (deleted.Contains(key) || !now.ContainsKey(key))
                {
                    Equal(faults, place, deleted.Contains(key) ? "deleted" : "there", now.ContainsKey(key) ? "there" : "deleted");
                    continue;
                }

                CompareCells(faults, place, MatrixCase.Entries(spec.GetValueOrDefault(key)), row, now[key]);
            }

            CompareAdded(faults, $"{system}.{table}", spec.GetValueOrDefault("added") as YamlSequenceNode, [.. now.Where(row => !was.ContainsKey(row.Key)).Select(row => row.Value)]);
        }
    }

    private static void CompareCells(
        List<string> faults, string place, IReadOnlyDictionary<string, YamlNode> changes, Dictionary<string, string?> before, Dictionary<string, string?> now)
    {
        foreach (var (column, value) in before)
        {
            if (changes.TryGetValue(column, out var change) && MatrixCase.Text(change) == "now")
            {
                Equal(faults, $"{place} {column}", "another time", now[column] is null || now[column] == value ? "as before" : "another time");
            }
            else
            {
                Equal(faults, $"{place} {column}", changes.TryGetValue(column, out change) ? Stored(change) : value, now[column]);
            }
        }
    }

    private static void CompareAdded(List<string> faults, string place, YamlSequenceNode? expected, List<Dictionary<string, string?>> rows)
    {
        foreach (var wanted in expected?.Select(MatrixCase.Entries) ?? [])
        {
            var at = rows.FindIndex(row => wanted.All(cell => MatrixCase.Text(cell.Value) == "now" ? row[cell.Key] is not null : row[cell.Key] == Stored(cell.Value)));
            if (at < 0)
            {
                faults.Add($"{place}: no new row {string.Join(", ", wanted.Select(cell => $"{cell.Key} {MatrixCase.Text(cell.Value)}"))}");
            }
            else
            {
                rows.RemoveAt(at);
            }
        }

        faults.AddRange(rows.Select(row => $"{place}: a new row that the sample does not name: {string.Join(", ", row.Values)}"));
    }

    private static string? Stored(YamlNode node) => MatrixCase.Text(node) switch
    {
        "true" => "1",
        "false" => "0",
        "null" => null,
        var text => text,
    };

    private static void Equal(List<string> faults, string place, string? expected, string? actual)
    {
        if (expected != actual)
        {
            faults.Add($"{place}: expected {expected ?? "nothing"}, was {actual ?? "nothing"}");
        }
    }
}
