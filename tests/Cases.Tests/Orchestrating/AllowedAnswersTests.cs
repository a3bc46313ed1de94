using DsrGateway.AnswerTables;
using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Identifying;
using Xunit.Abstractions;

namespace DsrGateway.Cases.Orchestrating;

/// <summary>Random controllers, random adapters that keep to the table: no such answer fails a step, and every case comes to an end.</summary>
public sealed class AllowedAnswersTests(ITestOutputHelper output)
{
    private const int Cases = 4_000;
    private static readonly string[] Types = ["email", "customer_number", "user_name", "phone"];
    private static readonly Selection Somebody = new() { SubjectRefs = ["s1"] };
    private readonly SortedDictionary<string, int> _occurred = new(StringComparer.Ordinal);

    [Fact]
    public void No_answer_that_the_table_allows_ever_fails_a_step()
    {
#pragma warning disable CA5394 // A seed that repeats the run is the point.
        for (var seed = 0; seed < Cases; seed++)
        {
            Run(new Random(seed), seed);
        }
#pragma warning restore CA5394

        foreach (var (what, times) in _occurred)
        {
            output.WriteLine($"{times,8} {what}");
        }

        var expected = Enum.GetValues<Right>().SelectMany(right => Enum.GetValues<AdapterCall>()
            .Where(call => call == AdapterCall.Fulfil || right.LooksBeforeActing())
            .SelectMany(call => AnswerTable.Kinds(call, right).Select(kind => $"{right} {call} {kind}")));
        Assert.Empty(expected.Except(_occurred.Keys));
    }

#pragma warning disable CA5394
    private void Run(Random random, int seed)
    {
        var right = (Right)random.Next(1, 8);
        var systems = Enumerable.Range(0, random.Next(1, 6)).Select(i => RandomSystem(random, i)).ToArray();
        var board = new Board(right, systems, new Identifier(Types[random.Next(Types.Length)], "given"));
        for (var turn = 0; turn < 200 && board.Advance().State != CaseState.Closed; turn++)
        {
            var open = board.Steps.Where(s => s.State is not (StepState.Ended or StepState.Planned)).ToList();
            var step = open[random.Next(open.Count)];
            switch (step.State)
            {
                case StepState.Running:
                    Answer(board, step, random);
                    break;
                case StepState.WaitingForInformation:
                    board.Informed([.. Types.Select(type => new Identifier(type, $"more{turn}"))]);
                    break;
                default:
                    board.Completed(step.System.Id, Board.Part(OutcomeKind.NotConcerned));
                    break;
            }
        }

        Assert.True(board.State == CaseState.Closed, $"seed {seed}: {right} never closes");
    }

    private void Answer(Board board, StepDraft step, Random random)
    {
        var call = step.Phase switch { Phase.Locate => AdapterCall.Locate, Phase.Verify => AdapterCall.Verify, _ => AdapterCall.Fulfil };
        var isFound = random.Next(4) > 0 || (call != AdapterCall.Locate && board.Right.LooksBeforeActing());
        var kinds = isFound ? AnswerTable.Kinds(call, board.Right) : AnswerTable.OfNobody;
        OutcomePart[] parts = [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => Part(kinds[random.Next(kinds.Count)], $"category{i}"))];
        foreach (var part in parts)
        {
            var what = $"{board.Right} {call} {part.Kind}";
            _occurred[what] = _occurred.GetValueOrDefault(what) + 1;
        }

        board.Answered(step.System.Id, isFound ? Somebody with { Learnt = Learnt(random) } : Selection.Nobody, parts);
        if (step.Document.Doubt is { } doubt)
        {
            // Another account than the one asked about: no failure, but a person's to look at.
            _occurred[$"held {doubt.Reason}"] = _occurred.GetValueOrDefault($"held {doubt.Reason}") + 1;
            board.Accept(step.System.Id);
        }

        var isStaffs = parts.Any(p => p.Kind is OutcomeKind.Failed or OutcomeKind.Residue)
            || step.Document.Fulfilled.Any(p => p.Kind == OutcomeKind.Failed);
        Assert.True(isStaffs || step.State != StepState.WaitingForPerson, $"{board.Right} {call} {string.Join(", ", parts.Select(p => p.Kind))}");
    }

    private static OutcomePart Part(OutcomeKind kind, string category) =>
        Board.Part(kind, kind is OutcomeKind.Retained or OutcomeKind.Refused ? Ground.LegalObligation : Ground.None, category);

    private static LearntIdentifier[] Learnt(Random random) =>
        [.. Types.Where(_ => random.Next(3) == 0).Select(type => Board.Learns(type, $"v{random.Next(3)}"))];

    private static SystemConfig RandomSystem(Random random, int i)
    {
        string[] types = [.. Types.Where(_ => random.Next(2) == 0)];
        var system = random.Next(5) == 0 ? Board.ByHand($"s{i}") : Board.ByAdapter($"s{i}", types.Length > 0 ? types : ["email"]);
        system = random.Next(5) == 0 ? system with { LegalBases = [LegalBasis.LegalObligation] } : system;
        return i > 0 && random.Next(3) == 0 ? system with { ErasureGate = $"s{random.Next(i)}" } : system;
    }
#pragma warning restore CA5394
}
