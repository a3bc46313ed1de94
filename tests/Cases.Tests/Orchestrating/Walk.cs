using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Identifying;
using DsrGateway.Cases.Planning;

namespace DsrGateway.Cases.Orchestrating;

/// <summary>
/// One random life of a random case: answers, losses, failures, people and messages in any order, some of them twice, some never.
/// After every decision the rules that no order may break are checked.
/// </summary>
internal sealed class Walk
{
    private static readonly string[] Types = ["email", "customer_number", "user_name", "phone"];
    private readonly Random _random;
    private readonly Board _board;
    private readonly HashSet<(string, int)> _asked = [];
    private readonly HashSet<string> _verifiedClean = [];
    private readonly List<string> _log = [];

    public Walk(int seed)
    {
#pragma warning disable CA5394 // A seed that repeats the walk is the point.
        _random = new Random(seed);
        var right = (Right)_random.Next(1, 8);
        var systems = Enumerable.Range(0, _random.Next(1, 6)).Select(RandomSystem).ToArray();
        Identifier[] given = [.. Types.Where(_ => _random.Next(3) == 0).Select(t => new Identifier(t, "given"))];
        _board = new Board(right, systems, given.Length > 0 ? given : [new Identifier(Types[_random.Next(4)], "given")]);
        Note($"{right}: {string.Join("; ", systems.Select(s => $"{s.Id}({string.Join(',', s.SearchedBy)}{(s.IsByHand ? "by hand" : "")} gate {s.ErasureGate})"))}; given {string.Join(',', given.Select(g => g.Type))}");
    }

    /// <summary>Walks at random, then lets everything answer; the case has to close.</summary>
    public void Run()
    {
        try
        {
            Decide();
            for (var i = 0; i < 60 && _board.State != CaseState.Closed; i++)
            {
                Happen(calm: false);
            }

            for (var i = 0; i < 400 && _board.State != CaseState.Closed; i++)
            {
                Happen(calm: true);
            }

            Require(_board.State == CaseState.Closed, "the case never closes");
        }
        catch (Exception e) when (e is not WalkException)
        {
            throw new WalkException($"{e.Message}\n{string.Join("\n", _log)}", e);
        }
    }

    private void Happen(bool calm)
    {
        var open = _board.Steps.Where(s => s.State != StepState.Ended).ToList();
        var step = open.Count == 0 ? null : open[_random.Next(open.Count)];
        switch (step?.State)
        {
            case StepState.Running or StepState.WaitingForAdapter:
                Answer(step, calm);
                break;
            case StepState.WaitingForPerson when calm || _random.Next(2) == 0:
                Person(step, calm);
                break;
            case StepState.WaitingForInformation:
                Note("information");
                _board.Informed(step.Document.InformationNeeded.Concat(step.System.SearchedBy).Select(t => new Identifier(t, calm ? $"calm{_log.Count}" : "given")).ToArray());
                break;
            default:
                break;
        }

        // The message that tells the saga may be lost or late; the reconciler sends another in the end.
        if (calm || _random.Next(3) > 0)
        {
            Decide();
        }
    }

    private void Answer(StepDraft step, bool calm)
    {
        var id = step.System.Id;
        var dice = _random.Next(calm ? 6 : 12);
        Note($"{id} {step.Phase} {dice}");
        switch (dice, step.Phase)
        {
            case (9, _):
                _board.Failed(id);
                break;
            case (10 or 11, _):
                _board.Deferred(id);
                break;
            case (6, Phase.Locate):
            case (6, Phase.Fulfil) when !_board.Right.LooksBeforeActing():
                _board.Several(id);
                break;
            case (6, Phase.Verify):
                _board.Verified(id, Board.Part(OutcomeKind.Residue));
                _verifiedClean.Remove(id);
                break;
            case (_, Phase.Verify):
                _board.Verified(id);
                _verifiedClean.Add(id);
                break;
            case (_, Phase.Locate):
                _board.Located(id, Parts(dice), Learnt(dice, calm));
                break;
            default:
                _board.Fulfilled(id, Parts(dice), Learnt(dice, calm));
                _verifiedClean.Remove(id);
                break;
        }
    }

    private void Person(StepDraft step, bool calm)
    {
        if (step.System.IsByHand || calm || _random.Next(2) == 0)
        {
            Note($"{step.System.Id} by hand");
            _board.Completed(step.System.Id, _random.Next(4) == 0 ? Board.Part(OutcomeKind.Refused, Ground.ConditionNotMet) : Board.Part(OutcomeKind.Done));
        }
        else
        {
            Note($"{step.System.Id} retried");
            _board.Retried(step.System.Id);
            Require(_asked.Add((step.System.Id, step.Round)), "a step asked twice in one round");
        }
    }

    private void Decide()
    {
        var before = _board.Steps.ToDictionary(s => s.System.Id);
        _board.Advance();
        Note($"-> {_board.State} started {string.Join(' ', _board.Started)}");
        Check(before);
        var state = _board.State;
        _board.Advance();
        Require(_board.Started.Count == 0 && _board.State == state, "deciding again on the same facts decided otherwise");
    }

    private void Check(Dictionary<string, StepDraft> before)
    {
        var started = _board.Steps.Where(s => s.Started).ToList();
        foreach (var step in started)
        {
            Require(_asked.Add((step.System.Id, step.Round)), "a step asked twice in one round");
            Require(!step.System.IsByHand, "an adapter asked for a step by hand");
            Require(before[step.System.Id].State is not StepState.Running, "a step asked while it is being asked");
            Require(before[step.System.Id].Document.Evidence.Length == 0, "what a person did was undone");
            Require(step.Phase != Phase.Fulfil || StepPlanner.Refusal(step.System, _board.Right, []) is null, "a system asked to act that the configuration refuses");
            Require(step.Phase != Phase.Locate || step.Document.Asked.Count > 0, "a search by nothing");
        }

        if (_board.Right.LooksBeforeActing() && started.Exists(s => s.Phase == Phase.Fulfil))
        {
            Require(!_board.Steps.Any(s => s.Phase == Phase.Locate && s.State is not (StepState.Ended or StepState.Planned)), "acted before everybody was located");
        }

        Require(_board.State != CaseState.Closed || _board.Steps.All(s => s.State == StepState.Ended), "closed with an open step");
        Require(_board.State != CaseState.Closed || _board.Steps.All(s => s.Document.Parts.Count > 0), "closed with a step that says nothing");
        foreach (var step in _board.Steps.Where(s => s.State == StepState.Ended && s.Document.Evidence.Length == 0))
        {
            var done = step.Document.Parts.Any(p => p.Kind == OutcomeKind.Done);
            Require(!done || !_board.Right.LooksBeforeActing() || _verifiedClean.Contains(step.System.Id), "done without a clean Verify");
            Require(step.Document.Parts.All(p => p.Kind is not (OutcomeKind.Residue or OutcomeKind.Failed)), "ended in a residue or a failure");
        }

        if (_board.State == CaseState.Closed && _board.Conclusion == Conclusion.Granted)
        {
            Require(_board.Steps.SelectMany(s => s.Document.Parts).All(p => p.Kind is OutcomeKind.Done or OutcomeKind.NothingHeld or OutcomeKind.NotConcerned), "granted although something was withheld");
        }
    }

    private static OutcomePart[] Parts(int dice) => dice switch
    {
        0 => [Board.Part(OutcomeKind.NothingHeld)],
        1 => [Board.Part(OutcomeKind.Refused, Ground.ConditionNotMet)],
        2 => [Board.Part(OutcomeKind.Retained, Ground.LegalObligation)],
        4 => [Board.Part(OutcomeKind.NotConcerned)],
        3 => [Board.Part(OutcomeKind.Done), Board.Part(OutcomeKind.Retained, Ground.LegalObligation, "invoices")],
        7 => [Board.Part(OutcomeKind.Failed)],
        8 => [Board.Part(OutcomeKind.Done), Board.Part(OutcomeKind.Failed, category: "other")],
        _ => [Board.Part(OutcomeKind.Done)],
    };

    private LearntIdentifier[] Learnt(int dice, bool calm) =>
        dice is 0 or 1 || calm ? [] : [.. Types.Where(_ => _random.Next(3) == 0).Select(t => Board.Learns(t, $"v{_random.Next(4)}"))];

    private SystemConfig RandomSystem(int i)
    {
        string[] types = [.. Types.Where(_ => _random.Next(2) == 0)];
        var system = _random.Next(5) == 0 ? Board.ByHand($"s{i}") : Board.ByAdapter($"s{i}", types.Length > 0 ? types : [Types[_random.Next(4)]]);
        system = _random.Next(4) == 0 ? system with { LegalBases = [LegalBasis.LegalObligation] } : system;
        return i > 0 && _random.Next(3) == 0 ? system with { ErasureGate = $"s{_random.Next(i)}" } : system;
    }
#pragma warning restore CA5394

    private void Note(string what) => _log.Add(what);

    private void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new WalkException($"{otherwise}\n{string.Join("\n", _log)}");
        }
    }
}

internal sealed class WalkException(string message, Exception? inner = null) : Exception(message, inner);
