using DsrGateway.V1;
using Spectre.Console;

namespace DsrGateway.Demo;

/// <summary>A case's answer in words: for people as a table, for checking as one line per system.</summary>
internal static class Answer
{
    /// <summary>
    /// Such as "crm [email] user.contact.email DONE 3; user.financial RETAINED 2 LEGAL_OBLIGATION until 2031-12-31"; an open
    /// step has its state in front.
    /// </summary>
    public static string Line(Step step)
    {
        var state = step.State == StepState.Ended ? "" : $" {Name(step.State)}";
        var foundBy = step.FoundBy.Count == 0 ? "" : $" [{FoundBy(step)}]";
        var needs = step.InformationNeeded.Count == 0 ? "" : $" needs {string.Join(" or ", step.InformationNeeded)}";
        var parts = step.Parts.Count == 0 ? "" : $" {string.Join("; ", Parts(step))}";
        return $"{step.SystemId}{state}{foundBy}{needs}{parts}";
    }

    public static void Print(Case answer, TimeSpan took)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("System", "Found by", "Answer");
        foreach (var step in answer.Steps)
        {
            table.AddRow(Markup.Escape(step.SystemName), Markup.Escape(FoundBy(step)), Colour(step));
        }

        AnsiConsole.Write(table);
        Screen.Line($"[bold]{Name(answer.State)} {(answer.Conclusion == Conclusion.Unspecified ? "" : Name(answer.Conclusion))}[/] after {took.TotalMilliseconds:F0} ms; the law wants an answer by {answer.LegalDeadlineTime.ToDateTimeOffset():yyyy-MM-dd}");
    }

    /// <summary>What a system learnt about itself did not lead to it.</summary>
    public static string FoundBy(Step step) => string.Join(", ", step.FoundBy
        .Where(f => f.OriginSystemId != step.SystemId)
        .Select(f => f.OriginSystemId.Length == 0 ? f.IdentifierType : $"{f.IdentifierType} from {f.OriginSystemId}")
        .Distinct());

    /// <summary>The name in the contract, such as WAITING_FOR_PERSON.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : char.ToUpperInvariant(c).ToString()));

    private static string Colour(Step step)
    {
        var words = new List<string>();
        if (step.State != StepState.Ended)
        {
            words.Add($"[yellow]not answered yet: {Name(step.State)}{(step.Problem == Problem.Unspecified ? "" : $" ({Name(step.Problem)})")}[/]");
        }

        if (step.InformationNeeded.Count > 0)
        {
            words.Add($"[yellow]would help: {string.Join(" or ", step.InformationNeeded)}[/]");
        }

        words.AddRange(step.Parts.Select(part => (part, text: Markup.Escape(Text(part) + (part.Basis.Length == 0 ? "" : $" ({part.Basis})")))).Select(p =>
            p.part.Kind switch
            {
                OutcomeKind.Done => $"[green]{p.text}[/]",
                OutcomeKind.NothingHeld or OutcomeKind.NotConcerned => $"[grey]{p.text}[/]",
                OutcomeKind.Retained or OutcomeKind.Refused => $"[blue]{p.text}[/]",
                _ => $"[red]{p.text}[/]",
            }));
        return string.Join('\n', words);
    }

    private static IEnumerable<string> Parts(Step step) => step.Parts.Select(Text).Order(StringComparer.Ordinal);

    private static string Text(OutcomePart part)
    {
        string?[] words =
        [
            part.Category, Name(part.Kind),
            part.Kind is OutcomeKind.NothingHeld or OutcomeKind.NotConcerned || part.Count == 0 ? "" : part.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
            part.Ground == Ground.Unspecified ? "" : Name(part.Ground),
            part.UntilDate.Length == 0 ? "" : $"until {part.UntilDate}",
            part.Place,
        ];
        return string.Join(' ', words.Where(w => !string.IsNullOrEmpty(w)));
    }
}
