using System.Globalization;
using DsrGateway.TestKit;
using DsrGateway.V1;
using Grpc.Core;

#pragma warning disable CA5394 // A seed that repeats the run is the point.
namespace DsrGateway.Server.Tests.Mixing;

/// <summary>
/// Random people who share random identifiers, in random systems. Every row of a person bears their marker; no marker may get where another
/// asked. Systems search as a decent adapter does: what singles one row out selects it, what fits several asks which.
/// </summary>
internal sealed class Town
{
    private static readonly string[] Unique = ["email", "customer_number", "user_name"];
    private static readonly string[] Kinds = [.. Unique, "phone", "name"];
    private readonly Random _random;
    private readonly Dictionary<string, Shelf> _systems = [];
    private readonly Lock _gate = new();

    public Town(int seed)
    {
        _random = new Random(seed);
        People = [.. Enumerable.Range(0, 14).Select(NewPerson)];
        foreach (var system in (string[])["a", "b", "c", "d"])
        {
            var searchedBy = Kinds.Where(_ => _random.NextDouble() < 0.6).DefaultIfEmpty("email").ToArray();
            _systems[system] = new Shelf(searchedBy, [.. People.Where(_ => _random.NextDouble() < 0.7)], IsFaulty: system == "d" && _random.NextDouble() < 0.7);
        }
    }

    public List<Resident> People { get; }

    /// <summary>Whose rows were erased.</summary>
    public HashSet<Resident> Erased { get; } = [];

    public SortedDictionary<string, int> Happened { get; } = new(StringComparer.Ordinal);

    public string Controller() => "id: test\nname: Test Oy\ncountry: FI\nlanguage: fi\nregisters:\n  - id: customers\n    name: Customers\n    systems:\n" + string.Concat(_systems.Select(s =>
        $"      - {{ id: {s.Key}, name: {s.Key}, kind: crm, adapter: one, searched_by: [{string.Join(", ", s.Value.SearchedBy)}], legal_bases: [contract, consent], limits: {{ timeout: 5s }} }}\n"));

    public void Count(string what)
    {
        lock (_gate)
        {
            Happened[what] = Happened.GetValueOrDefault(what) + 1;
        }
    }

    public LocateResponse Locate(StepContext context)
    {
        var (selection, rows) = Search(context);
        var response = new LocateResponse { Selection = selection };
        if (selection.Candidates == 0)
        {
            response.Forecast.Add(Answers.Part(rows.Count > 0 ? OutcomeKind.Done : OutcomeKind.NothingHeld, rows.Count));
        }

        return response;
    }

    public async Task FulfilAsync(StepContext context, IServerStreamWriter<FulfilResponse> stream)
    {
        var outcome = new FulfilOutcome { OperationId = context.OperationId };
        List<Resident> rows;
        if (context.Right == Right.Erasure)
        {
            rows = [.. context.SubjectRefs.Select(r => People[int.Parse(r, CultureInfo.InvariantCulture)])];
            lock (_gate)
            {
                Erased.UnionWith(rows);
            }
        }
        else
        {
            (outcome.Selection, rows) = Search(context);
            foreach (var row in rows)
            {
                await stream.WriteAsync(new FulfilResponse { Record = new V1.Record { Category = "user.contact", Collection = "people", Json = row.Json() } });
            }

            outcome.Sent = rows.Count;
        }

        if (outcome.Selection is not { Candidates: > 0 })
        {
            outcome.Parts.Add(Answers.Part(rows.Count > 0 ? OutcomeKind.Done : OutcomeKind.NothingHeld, rows.Count));
        }

        await stream.WriteAsync(new FulfilResponse { Outcome = outcome });
    }

    private (Selection Selection, List<Resident> Rows) Search(StepContext context)
    {
        var shelf = _systems[context.SystemId];
        var asked = context.Identifiers.Select(i => (i.Type, i.Value)).ToHashSet();
        var rows = shelf.Rows.Where(r => asked.Any(a => Unique.Contains(a.Type) && r.Has(a))).ToList();
        // An own number tells behind a shared mailbox.
        var byNumber = rows.Where(r => asked.Any(a => a.Type is "customer_number" or "user_name" && r.Has(a))).ToList();
        rows = byNumber.Count > 0 ? byNumber : rows;
        var namesakes = asked.Any(a => Unique.Contains(a.Type)) ? [] : shelf.Rows.Where(r => asked.All(r.Has)).ToList();
        if (namesakes.Count > 0)
        {
            // One alone may be another of the same name just as well.
            Count("a name or a telephone matched");
            return (new Selection { Candidates = namesakes.Count, InformationNeeded = { "customer_number" } }, []);
        }

        if (shelf.IsFaulty && rows.Count == 1)
        {
            // The fault: the row beside it.
            Count("a system answered with another's row");
            rows = [People[(rows[0].Number + 1) % People.Count]];
        }

        if (rows.Count > 1)
        {
            Count("several matched");
            return (new Selection { Candidates = rows.Count, InformationNeeded = { "customer_number" } }, []);
        }

        var selection = new Selection();
        foreach (var row in rows)
        {
            selection.SubjectRefs.Add($"{row.Number}");
            selection.MatchedBy.Add(asked.Where(row.Has).Select(a => a.Type).Distinct());
            selection.Identifiers.Add(row.Identifiers.Select(i => new LearntIdentifier
            {
                Identifier = new Identifier { Type = i.Type, Value = i.Value },
                Unique = Unique.Contains(i.Type) && shelf.Rows.Count(r => r.Has(i)) == 1,
            }));
        }

        return (selection, rows);
    }

    private Resident NewPerson(int number)
    {
        var mailbox = number > 0 && _random.NextDouble() < 0.3 ? number - 1 : number;
        return new Resident(number, mailbox != number, [
            ("email", $"box{mailbox}@example.fi"), ("customer_number", $"C{number:000}"), ("user_name", $"user{number}"),
            ("phone", $"+35840123450{_random.Next(4)}"), ("name", (string[])["Matti Virtanen", "Maija Virtanen", "Eero Nurmi"] is var names ? names[_random.Next(3)] : ""),
        ]);
    }

    private sealed record Shelf(string[] SearchedBy, List<Resident> Rows, bool IsFaulty);
}

/// <summary>A person, and what they share with others.</summary>
internal sealed record Resident(int Number, bool SharesMailbox, (string Type, string Value)[] Identifiers)
{
    public string Marker => $"Marker{Number:000}Z";

    public bool Has((string Type, string Value) identifier) => Identifiers.Contains(identifier);

    public bool Equals(Resident? other) => other?.Number == Number;

    public override int GetHashCode() => Number;

    public string Json() => $$"""{"marker":"{{Marker}}",{{string.Join(',', Identifiers.Select(i => $"\"{i.Type}\":\"{i.Value}\""))}}}""";
}
