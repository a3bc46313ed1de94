using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Dispatching;
using DsrGateway.Cases.Identifying;

namespace DsrGateway.Cases.Orchestrating;

/// <summary>A case on paper: what is stored of it, without a store. Answers go the way a dispatcher's do.</summary>
internal sealed class Board
{
    public static readonly Identifier Email = new("email", "anna@example.com");
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private readonly ControllerConfig _config;
    private List<StepDraft> _steps = [];
    private CaseDocument _document;
    private int _round;

    public Board(Right right, SystemConfig[] systems, params Identifier[] identifiers)
    {
        Right = right;
        _document = new CaseDocument { Identifiers = identifiers.Length > 0 ? identifiers : [Email] };
        _config = new ControllerConfig
        {
            Id = "acme",
            Name = "Acme",
            Country = "FI",
            Language = "en",
            IdentifierTypes = WellKnownIdentifierTypes.All,
            Registers = [new RegisterConfig { Id = "r", Name = "R", Systems = systems }],
        };
        Progress().Plan([]);
    }

    public Right Right { get; }

    public ControllerConfig Config => _config;

    public IReadOnlyList<StepDraft> Steps => _steps;

    public CaseState State { get; private set; }

    public Conclusion Conclusion => Progress().Conclude();

    /// <summary>What the last decision asked, as "system:Phase".</summary>
    public IReadOnlyList<string> Started { get; private set; } = [];

    public StepDraft this[string systemId] => _steps.Single(s => s.System.Id == systemId);

    public static SystemConfig ByAdapter(string id, params string[] searchedBy) => new()
    {
        Id = id,
        Name = id,
        Kind = "other",
        Adapter = id,
        SearchedBy = searchedBy.Length > 0 ? searchedBy : ["email"],
        LegalBases = [LegalBasis.Consent, LegalBasis.LegitimateInterest],
    };

    /// <summary>Its processing rests on one basis alone, so that some rights are refused there without a look at the person.</summary>
    public static SystemConfig RestingOn(LegalBasis basis, string id, params string[] searchedBy) => ByAdapter(id, searchedBy) with { LegalBases = [basis] };

    public static SystemConfig ByHand(string id) => ByAdapter(id) with { Adapter = null, ByHand = "Look into the cabinet.", SearchedBy = [] };

    public static OutcomePart Part(OutcomeKind kind, Ground ground = Ground.None, string category = "contact") =>
        new(category, kind, kind == OutcomeKind.Done ? 1 : 0, ground, Place: kind == OutcomeKind.Residue ? "backup" : "");

    public static LearntIdentifier Learns(string type, string value, bool unique = true) => new(new Identifier(type, value), unique);

    public Board Advance()
    {
        // As a store would hand it out: nothing started, nothing changed.
        _steps = [.. _steps.Select(Stored)];
        State = Progress().Advance();
        Started = [.. _steps.Where(s => s.Started).Select(s => $"{s.System.Id}:{s.Phase}")];
        _round += Started.Count > 0 ? 1 : 0;
        return this;
    }

    public Board Located(string systemId, params LearntIdentifier[] learnt) => Located(systemId, [Part(OutcomeKind.Done)], learnt);

    public Board Located(string systemId, OutcomePart[] forecast, params LearntIdentifier[] learnt)
    {
        var somebody = forecast.Any(p => p.Kind != OutcomeKind.NothingHeld);
        var answer = new LocateAnswer(new Selection { SubjectRefs = somebody ? ["s1"] : [], Learnt = learnt }, forecast);
        return Take(systemId, Phase.Locate, StepProgress.After(AnswerRules.Check(answer, Right), this[systemId].Document));
    }

    public Board Nobody(string systemId) => Right.LooksBeforeActing()
        ? Located(systemId, [Part(OutcomeKind.NothingHeld)])
        : Fulfilled(systemId, [Part(OutcomeKind.NothingHeld)]);

    public Board Several(string systemId)
    {
        var selection = new Selection { Candidates = 2, InformationNeeded = ["customer_number"] };
        var document = this[systemId].Document;
        return this[systemId].Phase == Phase.Locate
            ? Take(systemId, Phase.Locate, StepProgress.After(new LocateAnswer(selection, []), document))
            : Take(systemId, Phase.Fulfil, StepProgress.After(new FulfilAnswer(this[systemId].OperationId, selection, [], 0), document, Right, null));
    }

    public Board Fulfilled(string systemId, params LearntIdentifier[] learnt) => Fulfilled(systemId, [Part(OutcomeKind.Done)], learnt);

    public Board Fulfilled(string systemId, OutcomePart[] parts, params LearntIdentifier[] learnt)
    {
        var step = this[systemId];
        var holds = parts.Any(p => p.Kind != OutcomeKind.NothingHeld);
        var answer = new FulfilAnswer(step.OperationId, new Selection { SubjectRefs = holds ? ["s1"] : [], Learnt = learnt }, parts, Right.HandsOutData() && holds ? 1 : 0);
        return Take(systemId, Phase.Fulfil, StepProgress.After(answer, step.Document, Right, null));
    }

    public Board Verified(string systemId, params OutcomePart[] parts)
    {
        var answer = new VerifyAnswer(parts.Length > 0 ? parts : [Part(OutcomeKind.Done)]);
        return Take(systemId, Phase.Verify, StepProgress.After(AnswerRules.Check(answer, Right), this[systemId].Document));
    }

    /// <summary>A person looked at an answer that was in doubt.</summary>
    public Board Accept(string systemId)
    {
        var (state, document) = StepProgress.AfterAccepted(this[systemId].Document, this[systemId].Phase);
        this[systemId].Become(state, document);
        return this;
    }

    /// <summary>An answer to whatever is being asked, judged as the dispatcher judges it.</summary>
    public Board Answered(string systemId, Selection selection, params OutcomePart[] parts)
    {
        var step = this[systemId];
        var sent = Right.HandsOutData() ? parts.Where(p => p.Kind == OutcomeKind.Done).Sum(p => p.Count) : 0;
        var call = new StepCall(step.OperationId, CaseId.New(), "acme", systemId, Right);
        return Take(systemId, step.Phase, step.Phase switch
        {
            Phase.Locate => StepProgress.After(AnswerRules.Check(new LocateAnswer(selection, parts), Right), step.Document),
            Phase.Verify => StepProgress.After(AnswerRules.Check(new VerifyAnswer(parts), Right), step.Document),
            _ => StepProgress.After(AnswerRules.Check(new FulfilAnswer(step.OperationId, selection, parts, sent), call, sent), step.Document, Right, null),
        });
    }

    /// <summary>The adapter is away; the step waits.</summary>
    public Board Deferred(string systemId)
    {
        var step = this[systemId];
        Assert.Contains(step.State, new[] { StepState.Running, StepState.WaitingForAdapter });
        (step.State, step.Problem) = (StepState.WaitingForAdapter, Problem.AdapterUnavailable);
        return this;
    }

    /// <summary>The adapter broke the contract; a person has to look.</summary>
    public Board Failed(string systemId, Problem problem = Problem.AdapterBrokeContract)
    {
        var step = this[systemId];
        (step.State, step.Document) = StepProgress.AfterFailure(step.Document, StepRule.NoOutcome);
        step.Problem = problem;
        return this;
    }

    public Board Completed(string systemId, params OutcomePart[] parts)
    {
        var step = this[systemId];
        Assert.Equal(StepState.WaitingForPerson, step.State);
        step.Become(StepState.Ended, step.Document with { Parts = parts.Length > 0 ? parts : [Part(OutcomeKind.Done)], Evidence = "seen", InformationNeeded = [] });
        return this;
    }

    /// <summary>As <see cref="Acting.RetryStep"/> does.</summary>
    public Board Retried(string systemId)
    {
        var step = this[systemId];
        Assert.Equal(StepState.WaitingForPerson, step.State);
        var residue = step.Phase == Phase.Verify && step.Problem == Problem.None;
        step.Document = step.Document with { Parts = [] };
        step.Start(residue ? Phase.Fulfil : step.Phase, ++_round, Now, sameOperation: !residue);
        State = CaseState.Running;
        return this;
    }

    public Board Informed(params Identifier[] identifiers)
    {
        _document = _document with { Identifiers = [.. _document.Identifiers.Union(identifiers)] };
        return this;
    }

    private Board Take(string systemId, Phase phase, (StepState State, StepDocument Document) after)
    {
        var step = this[systemId];
        Assert.Equal(phase, step.Phase);
        Assert.Contains(step.State, new[] { StepState.Running, StepState.WaitingForAdapter });
        (step.State, step.Document, step.Problem, step.NextAttemptAt) = (after.State, after.Document, Problem.None, null);
        return this;
    }

    private CaseProgress Progress() => new(Right, _document, _config, _steps, _round, Now);

    private static StepDraft Stored(StepDraft step) => new()
    {
        System = step.System,
        Ordinal = step.Ordinal,
        Phase = step.Phase,
        State = step.State,
        Round = step.Round,
        OperationId = step.OperationId,
        Problem = step.Problem,
        FailedAttempts = step.FailedAttempts,
        NextAttemptAt = step.NextAttemptAt,
        Document = step.Document,
    };
}
