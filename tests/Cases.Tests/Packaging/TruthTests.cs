using System.Globalization;
using System.Net;
using System.Text;
using DsrGateway.Cases.Packaging.Texts;

namespace DsrGateway.Cases.Packaging;

/// <summary>
/// Every conditional sentence of the page with the condition under which it is true, written apart from the code that says it. Random cases:
/// a sentence stands on the page exactly when its condition holds.
/// </summary>
public class TruthTests
{
    private sealed record Claim(string Name, Func<PackageTexts, string> Text, Func<PackageFacts, PackageSystem, bool> IsTrueOf);

    /// <summary>Claims about one system, looked for in its section.</summary>
    private static readonly Claim[] OfSystems =
    [
        new("searched, nothing about you", t => t.Systems.SearchedNothing, (f, s) =>
            f.Right == Right.Access && Ended(s) && s.IsSearched && !s.IsByStaff && Only(s, OutcomeKind.NothingHeld)),
        new("searched, nothing covered", t => t.Systems.SearchedNothingCovered, (f, s) =>
            f.Right == Right.Portability && Ended(s) && s.IsSearched && !s.IsByStaff && Only(s, OutcomeKind.NothingHeld)),
        new("not searched", t => t.Systems.NotSearched, (_, s) => Ended(s) && !s.IsSearched && !s.IsByStaff && CannotIdentify(s)),
        new("not searched yet", t => t.Systems.NotSearchedYet, (_, s) => s.State == StepState.WaitingForInformation && !s.IsSearched && !Unsound(s)),
        new("several people", t => t.Systems.SeveralMatch, (_, s) => s.State == StepState.WaitingForInformation && s.IsSearched && !Unsound(s)),
        new("staff answered", t => t.Systems.StaffAnswered, (_, s) => Ended(s) && s.IsByStaff),
        new("staff look", t => t.Systems.FailedStaffLook, (f, s) => s.State == StepState.WaitingForPerson && Unsound(s) && f.State != CaseState.Closed),
        new("staff to go through", t => t.Systems.AwaitsStaff, (_, s) =>
            !Unsound(s) && (s.State == StepState.WaitingForPerson || (s.ByHand && !Ended(s) && s.State != StepState.WaitingForInformation))),
        new("not answered", t => t.Systems.NotAnswered, (_, s) =>
            !Unsound(s) && !s.ByHand && s.State is StepState.Planned or StepState.Running or StepState.WaitingForAdapter && !Unsound(s) && !s.ByHand),
        new("give now", t => t.Systems.GiveNow("e-mail").Split('e')[0], (f, s) => s.InformationNeeded.Count > 0 && f.State != CaseState.Closed),
        new("give anew", t => t.Systems.GiveAnew("e-mail").Split('e')[0], (f, s) => s.InformationNeeded.Count > 0 && f.State == CaseState.Closed),
        new("searched by", t => t.Systems.HowFound + ":", (_, s) => s.IsSearched && s.FoundBy.Count > 0),
        new("given to you", t => $"<td>{Encode(t.Outcomes.Given)}</td>", (_, s) => s.HasResult && s.Parts.Any(p => p.Kind == OutcomeKind.Done)),
        new("given elsewhere", t => $"<td>{Encode(t.Outcomes.GivenElsewhere)}</td>", (_, s) => !s.HasResult && s.Parts.Any(p => p.Kind == OutcomeKind.Done)),
    ];

    /// <summary>Claims about the whole, looked for in the summary.</summary>
    private static readonly (string Name, Func<PackageTexts, string> Text, Func<PackageFacts, IReadOnlyList<PackageSystem>, bool> IsTrueOf)[] OfCases =
    [
        ("complete", t => t.Page.Completeness.All, (f, s) => Closed(f, s) && s.All(Whole) && s.Any(x => x.HasResult)),
        ("nothing found", t => t.Page.Completeness.Nothing, (f, s) => Closed(f, s) && s.All(Whole) && !s.Any(x => x.HasResult) && f.Right == Right.Access),
        ("nothing covered", t => t.Page.Completeness.NothingCovered, (f, s) =>
            Closed(f, s) && s.All(Whole) && !s.Any(x => x.HasResult) && f.Right == Right.Portability),
        ("not everything", t => t.Page.Completeness.Part, (f, s) => Closed(f, s) && !s.All(Whole)),
        ("closing", t => t.Page.Completeness.Closing, (f, s) => f.State != CaseState.Closed && s.All(Ended)),
        ("still time", t => t.Page.Completeness.Deadline("|").Split('|')[0], (f, s) => !Closed(f, s) && f.LegalDeadlineTime >= f.CreateTime),
        ("too late", t => t.Page.Completeness.Overdue("|").Split('|')[0], (f, s) => !Closed(f, s) && f.LegalDeadlineTime < f.CreateTime),
    ];

    [Theory]
    [InlineData("fi")]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task A_sentence_stands_exactly_where_it_is_true(string language)
    {
        var random = new Random(language[0]);
        var said = new Dictionary<string, int>();
        for (var run = 0; run < 600; run++)
        {
            var (facts, systems) = Case(random, language);
            using var package = await WriteAsync(facts, systems);
            var texts = PackageTexts.For(language);
            var summary = Between(package.Page, "<section id=\"summary\">", "</section>");
            foreach (var (name, text, isTrueOf) in OfCases)
            {
                Compare(name, summary, Encode(text(texts)), isTrueOf(facts, systems), said);
            }

            for (var i = 0; i < systems.Count; i++)
            {
                var section = Between(package.Page, $"<article id=\"system-{i + 1}\"", "</article>");
                foreach (var claim in OfSystems)
                {
                    var text = claim.Text(texts);
                    Compare(claim.Name, section, text.StartsWith('<') ? text : Encode(text), claim.IsTrueOf(facts, systems[i]), said);
                }
            }
        }

        // A claim that never stood on a page was never tried.
        Assert.All(OfSystems.Select(c => c.Name).Concat(OfCases.Select(c => c.Name)), name => Assert.True(said.GetValueOrDefault(name) > 3, name));
    }

    /// <summary>Staff gave it in another way: it was found, and 0 would say that nothing is held.</summary>
    [Fact]
    public async Task No_figure_stands_for_what_is_not_in_these_files()
    {
        var system = new PackageSystem
        {
            SystemId = "s",
            SystemName = "S",
            State = StepState.Ended,
            ByHand = true,
            IsByStaff = true,
            Parts = [new("user.name", OutcomeKind.Done, 2)],
        };
        using var package = await WriteAsync(FakeSource.Facts with { State = CaseState.Closed }, [system]);

        var summary = Between(package.Page, "<tbody>", "</tbody>");
        Assert.DoesNotContain("<td class=\"number\">0</td>", summary, StringComparison.Ordinal);
        Assert.Contains("<td class=\"number\">–</td>", summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, "It had to be kept until")]
    [InlineData(0, "Kept until")]
    [InlineData(1, "Kept until")]
    public async Task A_last_day_that_has_passed_is_no_promise(int days, string said)
    {
        var day = DateOnly.FromDateTime(FakeSource.Facts.CreateTime.DateTime).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var system = new PackageSystem
        {
            SystemId = "s",
            SystemName = "S",
            State = StepState.Ended,
            IsSearched = true,
            Parts = [new("user.financial", OutcomeKind.Retained, 1, Ground.LegalObligation, UntilDate: day)],
        };
        using var package = await WriteAsync(FakeSource.Facts with { State = CaseState.Closed, Language = "en" }, [system]);

        Assert.Equal(said == "Kept until", package.Page.Contains("Kept until", StringComparison.Ordinal));
        Assert.Contains(said, package.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_manifest_says_the_same_as_the_page()
    {
        var random = new Random(3);
        for (var run = 0; run < 300; run++)
        {
            var (facts, systems) = Case(random, "en");
            using var package = await WriteAsync(facts, systems);

            Assert.Equal(Closed(facts, systems), package.Manifest.GetProperty("finished").GetBoolean());
            Assert.Equal(Closed(facts, systems) && systems.All(Whole), package.Manifest.GetProperty("allGiven").GetBoolean());
            Assert.Equal(systems.Count(s => !Ended(s)), package.Manifest.GetProperty("openSystems").GetInt32());
            Assert.Equal(facts.State == CaseState.Closed ? "CLOSED" : "RUNNING", package.Manifest.GetProperty("caseState").GetString());
        }
    }

    private static void Compare(string name, string html, string text, bool expected, Dictionary<string, int> said)
    {
        Assert.True(html.Contains(text, StringComparison.Ordinal) == expected, $"'{name}' is {(expected ? "true and not said" : "said and not true")}: {html}");
        said[name] = said.GetValueOrDefault(name) + (expected ? 1 : 0);
    }

    private static bool Ended(PackageSystem system) => system.State == StepState.Ended;

    private static bool Unsound(PackageSystem system) => system.Parts.Any(p => p.Kind is OutcomeKind.Failed or OutcomeKind.Residue);

    private static bool Only(PackageSystem system, OutcomeKind kind) => system.Parts.Count > 0 && system.Parts.All(p => p.Kind == kind);

    private static bool CannotIdentify(PackageSystem system) => system.Parts is [{ Kind: OutcomeKind.Refused, Ground: Ground.CannotIdentify }];

    private static bool Closed(PackageFacts facts, IReadOnlyList<PackageSystem> systems) => facts.State == CaseState.Closed && systems.All(Ended);

    private static bool Whole(PackageSystem system) => system.Parts.Count > 0
        && system.Parts.All(p => p.Kind is OutcomeKind.NothingHeld or OutcomeKind.NotConcerned || (p.Kind == OutcomeKind.Done && system.HasResult));

    private static (PackageFacts, List<PackageSystem>) Case(Random random, string language)
    {
        var isClosed = random.Next(2) == 0;
        var facts = FakeSource.Facts with
        {
            Language = language,
            Right = random.Next(2) == 0 ? Right.Access : Right.Portability,
            State = isClosed ? CaseState.Closed : CaseState.Running,
            LegalDeadlineTime = FakeSource.Now.AddDays(random.Next(-9, 9)).AddSeconds(1),
        };
        return (facts, [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => System(random, i, isClosed))]);
    }

    private static PackageSystem System(Random random, int index, bool isClosed)
    {
        var state = isClosed || random.Next(2) == 0 ? StepState.Ended : (StepState)random.Next(1, 6);
        var byHand = random.Next(4) == 0;
        var isSearched = !byHand && random.Next(3) > 0;
        var parts = Parts(random, state);
        return new PackageSystem
        {
            SystemId = "s" + index,
            SystemName = "S" + index,
            State = state,
            ByHand = byHand,
            IsSearched = isSearched,
            IsByStaff = state == StepState.Ended && random.Next(4) == 0,
            HasResult = parts.Any(p => p.Kind == OutcomeKind.Done) && random.Next(5) > 0,
            Parts = parts,
            FoundBy = isSearched ? [new("email", null)] : [],
            InformationNeeded = state == StepState.WaitingForInformation || (parts is [{ Ground: Ground.CannotIdentify }] && random.Next(2) == 0) ? ["phone"] : [],
        };
    }

    private static List<OutcomePart> Parts(Random random, StepState state) => state switch
    {
        StepState.Ended when random.Next(4) == 0 => [new("", OutcomeKind.Refused, Ground: Ground.CannotIdentify, Basis: "GDPR Art. 11(2)")],
        StepState.Ended => [.. Enumerable.Range(0, random.Next(1, 3)).Select(i => Part(random, "user.contact" + i, 1, 5))],
        StepState.WaitingForPerson when random.Next(2) == 0 => [Part(random, "user.contact", 5, 7)],
        _ => [],
    };

    private static OutcomePart Part(Random random, string category, int from, int to)
    {
        OutcomeKind[] kinds = [0, OutcomeKind.Done, OutcomeKind.NothingHeld, OutcomeKind.NotConcerned, OutcomeKind.Refused, OutcomeKind.Residue, OutcomeKind.Failed];
        var kind = kinds[random.Next(from, to)];
        return new(category, kind, 1, kind == OutcomeKind.Refused ? Ground.RightsOfOthers : Ground.None);
    }

    private static Task<Package> WriteAsync(PackageFacts facts, IReadOnlyList<PackageSystem> systems)
    {
        var source = new FakeSource(facts);
        foreach (var system in systems)
        {
            source.Add(system, () => system.HasResult ? [FakeSource.Record("t", "{}")] : []);
        }

        return Package.WriteAsync(source);
    }

    private static string Between(string text, string from, string to)
    {
        var start = text.IndexOf(from, StringComparison.Ordinal);
        return text[start..text.IndexOf(to, start, StringComparison.Ordinal)];
    }

    /// <summary>As the page encodes: only what markup would need.</summary>
    private static string Encode(string text) => new StringBuilder(WebUtility.HtmlDecode(text)).Replace("&", "&amp;").Replace("'", "&#x27;").Replace("\u00A0", "&#xA0;").ToString();
}
