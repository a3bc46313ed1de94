using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Identifying;
using DsrGateway.Cases.Planning;

namespace DsrGateway.Cases.Orchestrating;

/// <summary>
/// Decides what happens next to a case, from nothing but what is stored about it. Deciding twice on the same facts decides
/// the same, so a repeated message or a repeated sweep does no harm.
/// </summary>
internal sealed class CaseProgress(Right right, CaseDocument document, ControllerConfig config, List<StepDraft> steps, int round, DateTimeOffset now)
{
    /// <summary>A chain of identifiers longer than this is a fault of the data, not a person.</summary>
    private const int MaxSearches = 8;

    private readonly int _round = round + 1;

    public void Plan(IReadOnlyList<string> registerIds)
    {
        foreach (var planned in StepPlanner.Plan(config, registerIds, right, document.Purposes, document.Identifiers))
        {
            var step = new StepDraft
            {
                System = planned.System,
                Ordinal = steps.Count,
                Phase = planned.Phases is [Phase.Locate, ..] ? Phase.Locate : Phase.Fulfil,
                State = StepState.Planned,
            };
            step.Become(StepState.Planned);
            if (planned.Refusal is { } refusal)
            {
                step.End(refusal);
            }

            steps.Add(step);
        }
    }

    /// <summary>Starts whatever can be started; gives the state the case is in then.</summary>
    public CaseState Advance()
    {
        EndRefused();
        Search();
        var settled = !AnyIn(StepState.Running);
        if (settled)
        {
            EndUnsearchable();
        }

        if (!right.LooksBeforeActing())
        {
            OpenStepsByHand();
        }
        else if (settled && IsLocated())
        {
            Act();
        }

        return State();
    }

    public Conclusion Conclude()
    {
        var parts = steps.SelectMany(s => s.Document.Parts).ToList();
        var done = parts.Any(p => p.Kind == OutcomeKind.Done);
        var withheld = steps.Any(s => s.Document.Parts.Any(p => IsWithheld(s, p)));
        var withheldOnData = parts.Any(p => p.Kind == OutcomeKind.Retained || (p.Kind == OutcomeKind.Refused && p.Ground != Ground.CannotIdentify));
        return (done, withheld) switch
        {
            (true, false) => Conclusion.Granted,
            (true, true) => Conclusion.GrantedInPart,
            // Also where somebody is held and the right reaches nothing: stored so, told by CaseView.Conclusion.
            _ when withheldOnData || !parts.Any(p => p.Kind is OutcomeKind.NothingHeld or OutcomeKind.NotConcerned) => Conclusion.Refused,
            _ => Conclusion.NothingHeld,
        };
    }

    private bool IsWithheld(StepDraft step, OutcomePart part) => part.Kind == OutcomeKind.Refused
        || (part.Kind == OutcomeKind.Retained && !(right.HandsOutData() && part.IsKeptAndGiven(step.Document.Parts)));

    /// <summary>
    /// What the configuration refuses stays refused, whatever was found there: what it knows may have led on to others. An adapter that does
    /// not offer the right cannot be looked into by it.
    /// </summary>
    private void EndRefused()
    {
        foreach (var step in steps.Where(IsOnlySearched).Where(s =>
            s.IsAnswered || s.State == StepState.WaitingForInformation || s is { State: StepState.WaitingForPerson, Problem: Problem.NotSupported }))
        {
            (step.Problem, step.FailedAttempts) = (Problem.None, 0);
            step.End(StepPlanner.Refusal(step.System, right, document.Purposes)!);
        }
    }

    /// <summary>Refused by the configuration, and looked into for what it may tell of others. Only Locate is ever asked of it.</summary>
    private bool IsOnlySearched(StepDraft step) => !right.LooksBeforeActing() && step.Phase == Phase.Locate;

    /// <summary>Asks each system that can be searched by something it was not asked with yet.</summary>
    private void Search()
    {
        var known = KnownIdentifiers();
        foreach (var step in steps.Where(IsSearchable))
        {
            AskedIdentifier[] usable = [.. known.Where(k => step.System.SearchedBy.Contains(k.Identifier.Type))];
            // What a system told itself is nothing new to it.
            var familiar = step.Document.Asked.Select(a => a.Identifier).Concat(Learnt(step)).ToHashSet();
            if (usable.All(u => familiar.Contains(u.Identifier)))
            {
                continue;
            }

            if (step.Document.Searches >= MaxSearches)
            {
                // Never called complete: what is left unasked may hold more.
                step.Become(StepState.WaitingForPerson, step.Document with { Rule = StepRule.SearchesUsedUp });
            }
            else
            {
                // What it taught stands until it answers anew: systems must not forget whom they were asked for while it is away.
                step.Document = new StepDocument
                {
                    Asked = usable,
                    Searches = step.Document.Searches + 1,
                    Selection = step.Document.Selection,
                    Fulfilled = DoneAtOnce(step.Document),
                    Accepted = step.Document.Accepted,
                };
                step.Start(SearchOf(step), _round, now);
            }
        }
    }

    /// <summary>Objection and withdrawal act in every search; what an earlier one did stands. Access and portability begin anew.</summary>
    private IReadOnlyList<OutcomePart> DoneAtOnce(StepDocument document) =>
        right.LooksBeforeActing() || right.HandsOutData() ? []
            : document.Parts.Count == 0 ? document.Fulfilled
            : [.. document.Parts.Where(p => p.Kind == OutcomeKind.Done)];

    /// <summary>What the request gave, and what systems learnt that is the person's alone. The first origin stands.</summary>
    private List<AskedIdentifier> KnownIdentifiers()
    {
        var known = document.Identifiers.Select(i => new AskedIdentifier(i, "")).ToList();
        var seen = document.Identifiers.ToHashSet();
        foreach (var step in steps.OrderBy(s => s.Round).ThenBy(s => s.Ordinal))
        {
            known.AddRange(Learnt(step).Where(seen.Add).Select(identifier => new AskedIdentifier(identifier, step.System.Id)));
        }

        return known;
    }

    /// <summary>
    /// What a system learnt that is the person's alone. Both must say so: the adapter that this value is, the controller that
    /// its kind ever is. A system writes values its own way; what has no normal form is nothing to search others by.
    /// </summary>
    private IEnumerable<Identifier> Learnt(StepDraft step) => (step.Document.Selection?.Learnt ?? [])
        .Where(learnt => learnt.Unique && config.IdentifierTypes.Any(t => t.Unique && t.Type == learnt.Identifier.Type))
        .Select(learnt => IdentifierNormalizer.Normalize(learnt.Identifier, config.Country).Identifier)
        .OfType<Identifier>();

    private Phase SearchOf(StepDraft step) => right.LooksBeforeActing() || IsOnlySearched(step) ? Phase.Locate : Phase.Fulfil;

    private bool IsSearchable(StepDraft step)
    {
        return !step.System.IsByHand
            && step.Phase == SearchOf(step)
            // What a person completed stands: new information must not put a search in its place.
            && step.Document.Evidence.Length == 0
            && step.State is not (StepState.Running or StepState.WaitingForPerson)
            && !(step.State == StepState.Ended && !step.IsSearched && !IsOnlySearched(step) && step.Document.Parts is not ([{ Ground: Ground.CannotIdentify }] or [{ Kind: OutcomeKind.NotConcerned }]));
    }

    /// <summary>
    /// A system that nothing known can search: told as such (Art. 11(2)) if others could be searched, asked about if none could.
    /// While an adapter is awaited its answer may still yield an identifier.
    /// </summary>
    private void EndUnsearchable()
    {
        if (AnyIn(StepState.WaitingForAdapter))
        {
            return;
        }

        var noneSearched = !steps.Any(s => s.IsSearched && !IsOnlySearched(s));
        foreach (var step in steps.Where(s => s.State is StepState.Planned or StepState.WaitingForInformation && !s.System.IsByHand && !s.IsSearched))
        {
            if (!StepPlanner.Pursues(step.System, right, document.Purposes))
            {
                step.End(StepPlanner.NotPursued);
            }
            else if (noneSearched && step.State == StepState.WaitingForInformation)
            {
                continue;
            }
            else if (noneSearched)
            {
                step.Become(StepState.WaitingForInformation, step.Document with { InformationNeeded = step.System.SearchedBy });
            }
            else
            {
                step.End(new OutcomePart("", OutcomeKind.Refused, Ground: Ground.CannotIdentify, Basis: "GDPR Art. 11(2)"));
                step.Document = step.Document with { InformationNeeded = step.System.SearchedBy };
            }
        }
    }

    private void OpenStepsByHand()
    {
        foreach (var step in steps.Where(s => s.System.IsByHand && s.State == StepState.Planned && !AwaitsGate(s)).ToList())
        {
            step.Become(StepState.WaitingForPerson);
        }
    }

    /// <summary>Look before you act: every system has said whom it holds, nobody is in doubt, nothing failed.</summary>
    private bool IsLocated() => !steps.Any(s => s.Phase == Phase.Locate && s.State is not (StepState.Ended or StepState.Planned))
        && !AnyIn(StepState.WaitingForInformation);

    private void Act()
    {
        foreach (var step in steps.Where(s => s.Phase == Phase.Locate && s.IsAnswered).ToList())
        {
            if (step.Document.Forecast.All(p => p.Kind is OutcomeKind.NothingHeld or OutcomeKind.NotConcerned or OutcomeKind.Refused))
            {
                step.End(step.Document.Forecast);
            }
        }

        // By hand first: another step's gate may be among them.
        foreach (var step in steps.Where(s => s.System.IsByHand && s.State == StepState.Planned).ToList())
        {
            if (GateRefusal(step) is { } refusal)
            {
                step.End(refusal);
            }
        }

        foreach (var step in steps.Where(s => s.Phase == Phase.Locate && s.IsAnswered && !AwaitsGate(s)).ToList())
        {
            if (GateRefusal(step) is { } refusal)
            {
                step.End(refusal);
            }
            else
            {
                step.Start(Phase.Fulfil, _round, now);
            }
        }

        OpenStepsByHand();
        foreach (var step in steps.Where(s => s.Phase == Phase.Fulfil && s.State == StepState.Planned && s.Document.Fulfilled.Count > 0).ToList())
        {
            step.Start(Phase.Verify, _round, now);
        }
    }

    /// <summary>Erasure in one system may hang on the condition of another (a user is erased only after deactivation), and that on a third's.</summary>
    private OutcomePart? GateRefusal(StepDraft step)
    {
        foreach (var gate in GatesOf(step))
        {
            // What stands of it: its forecast, or what a person said of it.
            var said = gate.State == StepState.Ended && gate.Document.Parts.Count > 0 ? gate.Document.Parts : gate.Document.Forecast;
            if (RefusedWhole(said))
            {
                var condition = said.First(p => p.Ground == Ground.ConditionNotMet);
                return new OutcomePart("", OutcomeKind.Refused, Ground: Ground.ConditionNotMet, Basis: $"{condition.Basis} (condition of {gate.System.Id})");
            }
        }

        return null;
    }

    /// <summary>A gate that a person keeps has agreed only when the person has.</summary>
    private bool AwaitsGate(StepDraft step) => GatesOf(step).Any(g => g.System.IsByHand && g.State != StepState.Ended);

    /// <summary>The gates on the way, nearest first; the configuration has no circles.</summary>
    private IEnumerable<StepDraft> GatesOf(StepDraft step)
    {
        var at = right == Right.Erasure ? step : null;
        while (at?.System.ErasureGate is { } gate)
        {
            at = steps.FirstOrDefault(s => s.System.Id == gate);
            if (at is not null)
            {
                yield return at;
            }
        }
    }

    private static bool RefusedWhole(IReadOnlyList<OutcomePart> forecast) =>
        forecast.Any(p => p.Ground == Ground.ConditionNotMet) && forecast.All(p => p.Kind == OutcomeKind.Refused);

    private CaseState State()
    {
        if (AnyIn(StepState.Running) || AnyIn(StepState.WaitingForAdapter))
        {
            return CaseState.Running;
        }

        if (AnyIn(StepState.WaitingForInformation))
        {
            return CaseState.NeedsInformation;
        }

        return AnyIn(StepState.WaitingForPerson) ? CaseState.WaitingForPerson
            : steps.All(s => s.State == StepState.Ended) ? CaseState.Closed
            : throw new InvalidOperationException("A step is open and nothing moves it.");
    }

    private bool AnyIn(StepState state) => steps.Any(s => s.State == state);
}
