using System.Buffers;
using DsrGateway.Cases.Dispatching;
using DsrGateway.Cases.Opening;
using DsrGateway.Cases.Orchestrating;
using DsrGateway.Cases.Protecting;
using DsrGateway.Cases.Storage;

namespace DsrGateway.Cases.Acting;

/// <summary>A file that proves a step done by hand, or answers it.</summary>
public sealed record EvidenceFile(string Name, ReadOnlyMemory<byte> Content);

/// <summary>Records what a person did by hand, with evidence.</summary>
internal sealed class CompleteStep(CaseReader reader, SagaRunner saga, TimeProvider clock)
{
    private const int MaxFileBytes = 4 * 1024 * 1024;
    private const int MaxParts = 100;

    /// <exception cref="CaseException">INVALID_FIELDS, CASE_NOT_FOUND, STEP_NOT_FOUND, WRONG_STATE.</exception>
    public async Task HandleAsync(
        CaseId id, string systemId, IReadOnlyList<OutcomePart> parts, string evidence, IReadOnlyList<EvidenceFile> files, string actor,
        CancellationToken cancellation)
    {
        var faults = new List<FieldFault>();
        Check(parts, evidence, files, actor, faults);
        if (faults.Count > 0)
        {
            throw CaseException.Invalid(faults);
        }

        await using var work = await CaseWork.OpenAsync(reader, id, clock, cancellation) ?? throw CaseException.NotFound();
        var step = work.Step(systemId);
        if (work.IsOver || step.State is not (StepState.WaitingForPerson or StepState.WaitingForInformation))
        {
            throw Wrong.State(step, "it waits neither for a person nor for information");
        }

        var attempt = files.Count > 0 ? Keep(work, systemId, files) : (Guid?)null;
        step.Become(StepState.Ended, step.Document with { Parts = parts, Evidence = evidence, ResultAttempt = attempt, InformationNeeded = [], Doubt = null, Rule = StepRule.None });
        work.Note(actor, "completed.by-hand", systemId, evidence);
        Failpoints.Reach(Failpoint.ByHandBeforeCommit);
        await saga.DecideAsync(new StepMovedByPerson(id.Value) { Work = work }, cancellation);
        Failpoints.Reach(Failpoint.ByHandAfterCommit);
    }

    private static Guid Keep(CaseWork work, string systemId, IReadOnlyList<EvidenceFile> files)
    {
        var attempt = Guid.NewGuid();
        var buffer = new ArrayBufferWriter<byte>();
        foreach (var file in files)
        {
            ResultItems.Append(buffer, new ResultItem(ResultItemKind.LastFilePiece, "evidence", file.Name, file.Content));
        }

        work.Add(new ResultPiece(systemId, attempt, 0, work.Vault.Seal(buffer.WrittenSpan, Places.Piece(systemId, attempt, 0))));
        return attempt;
    }

    public static void Check(
        IReadOnlyList<OutcomePart> parts, string evidence, IReadOnlyList<EvidenceFile> files, string actor, List<FieldFault> faults)
    {
        NewCaseValidator.CheckActor(actor, "actor", faults);
        NewCaseValidator.CheckText(evidence, "evidence", faults);
        if (parts.Count is 0 or > MaxParts)
        {
            faults.Add(new("parts", $"1 to {MaxParts} are required"));
        }

        for (var i = 0; i < parts.Count; i++)
        {
            CheckPart(parts[i], $"parts[{i}]", faults);
        }

        CheckFiles(files, faults);
    }

    private static void CheckPart(OutcomePart part, string field, List<FieldFault> faults)
    {
        if (part.Kind is not (OutcomeKind.Done or OutcomeKind.NothingHeld or OutcomeKind.NotConcerned or OutcomeKind.Retained or OutcomeKind.Refused))
        {
            faults.Add(new(field + ".kind", "must be DONE, NOTHING_HELD, NOT_CONCERNED, RETAINED or REFUSED"));
        }

        if (part.Kind is OutcomeKind.Retained or OutcomeKind.Refused && (part.Ground == Ground.None || !Enum.IsDefined(part.Ground)))
        {
            faults.Add(new(field + ".ground", "is required for RETAINED and REFUSED"));
        }

        if (part.Count < 0)
        {
            faults.Add(new(field + ".count", "must not be negative"));
        }

        if (part.UntilDate is not null && !DateOnly.TryParseExact(part.UntilDate, "yyyy-MM-dd", out _))
        {
            faults.Add(new(field + ".until_date", "must be a date, YYYY-MM-DD"));
        }
    }

    private static void CheckFiles(IReadOnlyList<EvidenceFile> files, List<FieldFault> faults)
    {
        if (files.Sum(f => (long)f.Content.Length) > MaxFileBytes)
        {
            faults.Add(new("files", "may hold 4 MiB in all"));
        }

        for (var i = 0; i < files.Count; i++)
        {
            if (files[i].Name.Length is 0 or > 200 || files[i].Name.AsSpan().ContainsAny("/\\:") || files[i].Name.Any(char.IsControl))
            {
                faults.Add(new($"files[{i}].name", "must be a plain file name"));
            }
        }

        if (files.Select(f => f.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() != files.Count)
        {
            faults.Add(new("files", "must have different names"));
        }
    }
}
