using System.Text.RegularExpressions;
using DsrGateway.V1;
using Google.Rpc;

namespace DsrGateway.AdapterKit;

/// <summary>Checks a call before any adapter sees it; names every malformed field at once.</summary>
internal static partial class StepValidator
{
    private const int MaxItems = 1000;
    private const int MaxText = 4096;

    public static IReadOnlyList<BadRequest.Types.FieldViolation> Check(StepContext? step, Phase phase)
    {
        var faults = new List<BadRequest.Types.FieldViolation>();
        if (step is null)
        {
            Add(faults, "context", "is required");
            return faults;
        }

        Text(faults, "context.operation_id", step.OperationId, 200);
        Text(faults, "context.case_id", step.CaseId, 200);
        Text(faults, "context.controller_id", step.ControllerId, 200);
        Text(faults, "context.system_id", step.SystemId, 200);
        CheckRight(faults, step, phase);
        CheckPerson(faults, step, phase);
        CheckCorrections(faults, step);
        if (step.Purposes.Count > 0 && step.Right is not (Right.Objection or Right.WithdrawalOfConsent))
        {
            Add(faults, "context.purposes", "only for objection and withdrawal of consent");
        }

        return faults;
    }

    /// <summary>What depends on the system: the types it can be searched by.</summary>
    public static IReadOnlyList<BadRequest.Types.FieldViolation> CheckTypes(StepContext step, SystemDescription system)
    {
        var faults = new List<BadRequest.Types.FieldViolation>();
        for (var i = 0; i < step.Identifiers.Count; i++)
        {
            if (!system.SearchedBy.Contains(step.Identifiers[i].Type) && !system.Yields.Contains(step.Identifiers[i].Type))
            {
                Add(faults, $"context.identifiers[{i}].type", "is not a type this system is searched by");
            }
        }

        return faults;
    }

    private static void CheckRight(List<BadRequest.Types.FieldViolation> faults, StepContext step, Phase phase)
    {
        if (step.Right == Right.Unspecified || !Enum.IsDefined(step.Right))
        {
            Add(faults, "context.right", "is required and must be known");
        }
        else if (phase == Phase.Verify && step.Right is not (Right.Erasure or Right.Restriction or Right.Rectification))
        {
            Add(faults, "context.right", "only erasure, restriction and rectification are verified");
        }
    }

    private static void CheckPerson(List<BadRequest.Types.FieldViolation> faults, StepContext step, Phase phase)
    {
        for (var i = 0; i < Math.Min(step.Identifiers.Count, MaxItems); i++)
        {
            if (!IdentifierType().IsMatch(step.Identifiers[i].Type))
            {
                Add(faults, $"context.identifiers[{i}].type", "must be lower snake case");
            }

            Text(faults, $"context.identifiers[{i}].value", step.Identifiers[i].Value, MaxText);
        }

        for (var i = 0; i < Math.Min(step.SubjectRefs.Count, MaxItems); i++)
        {
            Text(faults, $"context.subject_refs[{i}]", step.SubjectRefs[i], MaxText);
        }

        if (step.Identifiers.Count > MaxItems || step.SubjectRefs.Count > MaxItems)
        {
            Add(faults, "context", $"at most {MaxItems} identifiers and subject_refs");
        }

        // What cannot be undone is done to what Locate selected, never to what a new search finds.
        var needsRefs = phase == Phase.Fulfil && step.Right is Right.Erasure or Right.Restriction or Right.Rectification;
        if (phase == Phase.Fulfil && needsRefs && step.SubjectRefs.Count == 0)
        {
            Add(faults, "context.subject_refs", "is required: what Locate selected");
        }
        else if (step.Identifiers.Count == 0 && (phase == Phase.Locate || step.SubjectRefs.Count == 0))
        {
            Add(faults, "context.identifiers", "at least one is required");
        }
    }

    private static void CheckCorrections(List<BadRequest.Types.FieldViolation> faults, StepContext step)
    {
        if (step.Right == Right.Rectification != step.Corrections.Count > 0)
        {
            Add(faults, "context.corrections", step.Corrections.Count > 0 ? "only for rectification" : "at least one is required");
        }

        for (var i = 0; i < Math.Min(step.Corrections.Count, MaxItems); i++)
        {
            Text(faults, $"context.corrections[{i}].category", step.Corrections[i].Category, 200);
            if (step.Corrections[i].OldValue.Length > 0)
            {
                // Without one it is a completion.
                Text(faults, $"context.corrections[{i}].old_value", step.Corrections[i].OldValue, MaxText);
            }

            Text(faults, $"context.corrections[{i}].new_value", step.Corrections[i].NewValue, MaxText);
        }
    }

    private static void Text(List<BadRequest.Types.FieldViolation> faults, string field, string value, int limit)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            Add(faults, field, "is required");
        }
        else if (value.Length > limit || value.Contains('\0', StringComparison.Ordinal))
        {
            Add(faults, field, $"at most {limit} characters, none of them NUL");
        }
    }

    private static void Add(List<BadRequest.Types.FieldViolation> faults, string field, string description) =>
        faults.Add(new BadRequest.Types.FieldViolation { Field = field, Description = description });

    [GeneratedRegex("^[a-z][a-z0-9_]{0,62}$")]
    private static partial Regex IdentifierType();
}
