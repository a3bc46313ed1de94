using System.Text.RegularExpressions;
using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Identifying;

namespace DsrGateway.Cases.Opening;

/// <summary>Checks a request, names every malformed field at once, and normalises what is compared later.</summary>
internal sealed partial class NewCaseValidator(ControllerCatalog catalog, TimeProvider clock)
{
    /// <summary>In one call.</summary>
    private const int MaxIdentifiers = 50;

    /// <summary>In all that a case is ever given.</summary>
    public const int MaxIdentifiersOfCase = 100;
    private const int MaxCorrections = 50;
    private const int MaxPurposes = 50;
    private const int MaxText = 4096;
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <exception cref="CaseException">INVALID_FIELDS.</exception>
    public NewCase Check(NewCase request, bool forPlan = false)
    {
        var faults = new List<FieldFault>();
        var normal = Check(request, forPlan, asBefore: false, faults);
        return faults.Count == 0 ? normal : throw CaseException.Invalid([.. faults.Select(f => f with { Field = "new_case." + f.Field })]);
    }

    /// <summary>
    /// The request as gateways of before would have normalised it; null if they would have refused it. By it they, and what they stored, know
    /// a request again: a portal may repeat one after the upgrade that would not be accepted as a new one.
    /// </summary>
    public NewCase? CheckAsBefore(NewCase request)
    {
        var faults = new List<FieldFault>();
        var normal = Check(request, forPlan: false, asBefore: true, faults);
        return faults.Count == 0 ? normal : null;
    }

    private NewCase Check(NewCase request, bool forPlan, bool asBefore, List<FieldFault> faults)
    {
        var controller = catalog.Find(request.ControllerId)?.Config;
        if (!forPlan)
        {
            CheckRequestId(request.RequestId, faults);
            CheckActor(request.Actor, "actor", faults);
        }

        CheckController(request, controller, faults);
        if (!Enum.IsDefined(request.Right))
        {
            faults.Add(new("right", "must be one of the rights; unspecified or unknown"));
        }

        var identifiers = Normalise(request.Identifiers, controller, "identifiers", faults, asBefore);
        var corrections = CheckCorrections(request, controller, asBefore, faults);
        CheckPurposes(request, asBefore ? null : controller, faults);
        CheckReceived(request.ReceivedAt, faults);
        return request with { RequestId = request.RequestId.ToLowerInvariant(), Identifiers = identifiers, Corrections = corrections };
    }

    /// <summary>Normalises identifiers; duplicates after normalisation are one.</summary>
    public static IReadOnlyList<Identifier> Normalise(
        IReadOnlyList<Identifier> identifiers, ControllerConfig? controller, string field, List<FieldFault> faults, bool asBefore = false)
    {
        if (identifiers.Count is 0 or > MaxIdentifiers)
        {
            faults.Add(new(field, identifiers.Count == 0 ? "at least one is required" : $"at most {MaxIdentifiers} are accepted"));
            return [];
        }

        var normal = new List<Identifier>();
        for (var i = 0; i < identifiers.Count; i++)
        {
            var path = $"{field}[{i}]";
            if (controller is not null && controller.IdentifierTypes.All(t => t.Type != identifiers[i].Type))
            {
                faults.Add(new(path + ".type", $"is no type that controller {controller.Id} knows; known: {string.Join(", ", controller.IdentifierTypes.Select(t => t.Type))}"));
                continue;
            }

            var country = controller?.Country ?? "FI";
            var result = asBefore ? IdentifierNormalizer.NormalizeAsBefore(identifiers[i], country) : IdentifierNormalizer.Normalize(identifiers[i], country);
            if (result.IsNormalized)
            {
                normal.Add(result.Identifier);
            }
            else
            {
                faults.Add(new($"{path}.{(result.Fault.Code == IdentifierFaultCode.TypeMalformed ? "type" : "value")}", result.Fault.Description));
            }
        }

        return [.. normal.Distinct()];
    }

    public static void CheckActor(string actor, string field, List<FieldFault> faults)
    {
        if (!ActorPattern().IsMatch(actor))
        {
            faults.Add(new(field, "is required: who acts, 1 to 200 printable characters"));
        }
    }

    /// <summary>What an act of staff on a case has to say.</summary>
    public static void CheckActorAndReason(string actor, string reason, List<FieldFault> faults)
    {
        CheckActor(actor, "actor", faults);
        CheckText(reason, "reason", faults);
    }

    public static void CheckText(string text, string field, List<FieldFault> faults)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxText)
        {
            faults.Add(new(field, $"is required, at most {MaxText} characters"));
        }
    }

    private static void CheckRequestId(string requestId, List<FieldFault> faults)
    {
        if (!Guid.TryParseExact(requestId, "D", out var id) || id == Guid.Empty)
        {
            faults.Add(new("request_id", "must be a UUID such as 6f9619ff-8b86-4d11-b42d-00c04fc964ff"));
        }
    }

    private void CheckController(NewCase request, ControllerConfig? controller, List<FieldFault> faults)
    {
        if (controller is null)
        {
            faults.Add(new("controller_id", $"is no controller of this gateway; known: {string.Join(", ", catalog.All.Select(c => c.Id))}"));
            return;
        }

        for (var i = 0; i < request.RegisterIds.Count; i++)
        {
            if (controller.Registers.All(r => r.Id != request.RegisterIds[i]))
            {
                faults.Add(new($"register_ids[{i}]", $"is no register of {controller.Id}; known: {string.Join(", ", controller.Registers.Select(r => r.Id))}"));
            }
        }
    }

    private static IReadOnlyList<Correction> CheckCorrections(NewCase request, ControllerConfig? controller, bool asBefore, List<FieldFault> faults)
    {
        if (request.Right != Right.Rectification)
        {
            if (request.Corrections.Count > 0)
            {
                faults.Add(new("corrections", "are for rectification only"));
            }

            return request.Corrections;
        }

        if (request.Corrections.Count is 0 or > MaxCorrections)
        {
            faults.Add(new("corrections", $"1 to {MaxCorrections} are required for rectification"));
        }

        var corrections = request.Corrections.ToArray();
        for (var i = 0; i < corrections.Length; i++)
        {
            var correction = asBefore ? corrections[i] : CorrectionRules.Normalise(corrections[i], controller?.Country ?? "FI", $"corrections[{i}]", faults);
            corrections[i] = correction;
            CheckText(correction.Category, $"corrections[{i}].category", faults);
            if (correction.OldValue.Length > 0)
            {
                // Without one it is a completion (Art. 16, second sentence).
                CheckText(correction.OldValue, $"corrections[{i}].old_value", faults);
            }

            CheckText(correction.NewValue, $"corrections[{i}].new_value", faults);
            if (correction.OldValue.Length > 0 && correction.OldValue == correction.NewValue)
            {
                faults.Add(new($"corrections[{i}].new_value", "equals the old value"));
            }
        }

        return corrections;
    }

    private static void CheckPurposes(NewCase request, ControllerConfig? controller, List<FieldFault> faults)
    {
        if (request.Purposes.Count > 0 && request.Right is not (Right.Objection or Right.WithdrawalOfConsent))
        {
            faults.Add(new("purposes", "are for objection and withdrawal of consent only"));
        }

        if (request.Purposes.Count > MaxPurposes)
        {
            faults.Add(new("purposes", $"at most {MaxPurposes} are accepted"));
        }

        var known = KnownPurposes(controller);
        for (var i = 0; i < Math.Min(request.Purposes.Count, MaxPurposes); i++)
        {
            if (!PurposePattern().IsMatch(request.Purposes[i]))
            {
                faults.Add(new($"purposes[{i}]", "must be a name in lower snake case"));
            }
            else if (known is not null && !known.Contains(request.Purposes[i]))
            {
                faults.Add(new($"purposes[{i}]", $"is no purpose that controller {controller!.Id} pursues; known: {string.Join(", ", known)}"));
            }
        }
    }

    /// <summary>Null where a system does not say what it is used for: then any purpose may be its own.</summary>
    private static IReadOnlyCollection<string>? KnownPurposes(ControllerConfig? controller) =>
        controller is null || controller.Systems.Any(s => s.Purposes is null)
            ? null
            : [.. controller.Systems.SelectMany(s => s.Purposes!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private void CheckReceived(DateTimeOffset? received, List<FieldFault> faults)
    {
        if (received > clock.GetUtcNow() + ClockTolerance)
        {
            faults.Add(new("receive_time", "is in the future"));
        }
        else if (received < clock.GetUtcNow().AddYears(-10))
        {
            faults.Add(new("receive_time", "is more than ten years ago"));
        }
    }

    [GeneratedRegex(@"\A[^\p{C}]{1,200}\z")]
    private static partial Regex ActorPattern();

    [GeneratedRegex(@"\A[a-z][a-z0-9_]{0,62}\z")]
    private static partial Regex PurposePattern();
}
