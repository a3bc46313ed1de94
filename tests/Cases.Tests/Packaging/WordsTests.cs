using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Configuring.Yaml;
using DsrGateway.Cases.Identifying;
using DsrGateway.Cases.Packaging.Texts;
using DsrGateway.Cases.Planning;

namespace DsrGateway.Cases.Packaging;

/// <summary>Everything that a page can name has its words in three languages, and the samples' pages name nothing by its code.</summary>
public class WordsTests
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    public static TheoryData<string> Languages => ["fi", "sv", "en"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_ground_status_and_legal_basis_has_its_words(string language)
    {
        var texts = PackageTexts.For(language);

        Assert.All(Enum.GetValues<Ground>().Where(ground => ground != Ground.None), ground => Assert.EndsWith(".", texts.Grounds[ground], StringComparison.Ordinal));
        Assert.All(Enum.GetValues<SystemStatus>(), status => Assert.NotEmpty(texts.Systems.Status[status]));
        Assert.All(Enum.GetValues<LegalBasis>(), basis => Assert.NotEmpty(texts.Page.LegalBasisNames[basis]));
        Assert.All(WellKnownIdentifierTypes.All, type => Assert.True(IdentifierNames.All.ContainsKey(type.Type)));
    }

    [Fact]
    public void The_languages_differ_and_none_is_left_in_another()
    {
        var tables = new[] { CategoryNames.All, FieldNames.All, CollectionNames.All, IdentifierNames.All };
        Assert.All(tables.SelectMany(table => table.Values), words => Assert.All(
            new[] { words.Finnish, words.Swedish, words.English }, word => Assert.DoesNotContain("_", word, StringComparison.Ordinal)));
        Assert.All(Enum.GetValues<Ground>().Where(ground => ground != Ground.None), ground => Assert.Equal(
            3, new[] { "fi", "sv", "en" }.Select(language => PackageTexts.For(language).Grounds[ground]).Distinct().Count()));
        Assert.All(CategoryNames.All.Values, words => Assert.NotEqual(words.Finnish, words.English));
    }

    [Fact]
    public void Every_category_of_the_samples_is_named_and_only_user_is_called_data_about_you()
    {
        var categories = SampleMaps.All.SelectMany(map => map.Categories).Distinct().ToList();

        Assert.Contains("user.payment", categories);
        Assert.All(new[] { "fi", "sv", "en" }.Select(PackageTexts.For), texts => Assert.All(categories, category =>
        {
            var said = texts.Category(category, None);
            Assert.NotEqual(CategoryNames.Other.In(texts.Tag), said);
            Assert.Equal(category == "user", said == CategoryNames.All["user"].In(texts.Tag));
        }));
    }

    [Theory]
    [InlineData("user.payment.invoice", "Payments")]
    [InlineData("user.something_new", "Other data about you")]
    [InlineData("acme.secret_table", "Other data about you")]
    [InlineData("evidence", "File added by our staff")]
    [InlineData("user", "Data about you")]
    [InlineData("", "Whole system")]
    public void A_category_that_is_not_known_is_called_by_the_nearest_that_says_something(string category, string name) =>
        Assert.Equal(name, PackageTexts.For("en").Category(category, None));

    [Theory]
    [InlineData("status", "open", "avoinna", "öppen", "open")]
    [InlineData("action", "open", "avaus", "öppning", "opened")]
    [InlineData("status", "subscribed", "tilattu", "prenumererar", "subscribed")]
    [InlineData("direction", "in", "saapunut", "inkommande", "received")]
    public void A_code_is_said_by_what_its_field_holds(string field, string code, string finnish, string swedish, string english) =>
        Assert.Equal([finnish, swedish, english], new[] { "fi", "sv", "en" }.Select(tag => new Labels(tag, None).Value(field, code)));

    [Theory]
    [InlineData("subject", "open")]
    [InlineData("text", "in")]
    [InlineData("status", "Ville")]
    public void A_persons_own_word_is_no_code(string field, string word) => Assert.Null(new Labels("fi", None).Value(field, word));

    [Fact]
    public void Every_collection_and_field_that_the_samples_hand_out_has_a_word_in_the_controllers_language()
    {
        var unnamed = from map in SampleMaps.All
                      let labels = new Labels(map.Language, map.Labels)
                      from collection in map.Collections
                      from field in collection.Fields
                      let said = labels.Field(collection.Name, field)
                      where labels.Collection(collection.Name) is null || (!FieldNames.All.ContainsKey(field) && !map.Labels.Values.Contains(said))
                      select $"{map.Path}: {collection.Name}.{field}";

        Assert.Empty(unnamed);
        Assert.True(SampleMaps.All.Sum(map => map.Collections.Sum(collection => collection.Fields.Count)) > 150);
    }

    [Fact]
    public void Every_provision_of_the_samples_and_of_the_planner_is_said_in_the_readers_language()
    {
        var bases = SampleMaps.All.SelectMany(map => map.Bases).Concat(Planned()).Append("GDPR Art. 11(2)").Distinct().ToList();

        Assert.True(bases.Count > 7);
        Assert.All(bases, basis =>
        {
            Assert.DoesNotMatch("GDPR|Art\\.|Act|rests|person|objection|needed|notice", LegalReferences.In("fi", basis));
            Assert.DoesNotMatch("GDPR|Art\\.|Act |rests|objection|needed|notice", LegalReferences.In("sv", basis));
        });
    }

    [Theory]
    [InlineData("GDPR Art. 11(2)", "tietosuoja-asetuksen 11 artiklan 2 kohta", "artikel 11.2 i dataskyddsförordningen", "GDPR, Article 11(2)")]
    [InlineData("Art. 15(4)", "tietosuoja-asetuksen 15 artiklan 4 kohta", "artikel 15.4 i dataskyddsförordningen", "GDPR, Article 15(4)")]
    [InlineData("GDPR Art. 20", "tietosuoja-asetuksen 20 artikla", "artikel 20 i dataskyddsförordningen", "GDPR, Article 20")]
    [InlineData("GDPR Art. 17(1)(a)", "tietosuoja-asetuksen 17 artiklan 1 kohdan a alakohta", "artikel 17.1 a i dataskyddsförordningen", "GDPR, Article 17(1)(a)")]
    [InlineData("Pankkilaki 15 luvun 14 §", "Pankkilaki 15 luvun 14 §", "Pankkilaki 15 luvun 14 §", "Pankkilaki 15 luvun 14 §")]
    public void A_provision_is_written_as_the_languages_lawyers_write_it(string basis, string finnish, string swedish, string english) =>
        Assert.Equal([finnish, swedish, english], new[] { "fi", "sv", "en" }.Select(language => LegalReferences.In(language, basis)));

    [Theory]
    [InlineData("author", "agent", "kundtjänst")]
    [InlineData("author", "bot", "bot")]
    [InlineData("author", "visitor", "besökare")]
    [InlineData("nickname", "agent", null)]
    [InlineData("author", "Anna", null)]
    public void Who_wrote_a_line_is_said_in_words(string field, string value, string? said) => Assert.Equal(said, new Labels("sv", None).Value(field, value));

    [Theory]
    [InlineData("phone_number", "Puhelinnumero")]
    [InlineData("phoneNumber", "Puhelinnumero")]
    [InlineData("PHONE-NUMBER", "Puhelinnumero")]
    [InlineData("omaPieniKentta", "Oma pieni kentta")]
    public void A_field_is_never_told_by_its_technical_name(string name, string said) => Assert.Equal(said, new Labels("fi", None).Field("t", name));

    private static IEnumerable<string> Planned() =>
        from right in Enum.GetValues<Right>()
        from basis in Enum.GetValues<LegalBasis>()
        let system = new SystemConfig { Id = "s", Name = "S", Kind = "crm", Adapter = "a", SearchedBy = ["email"], LegalBases = [basis] }
        let register = new RegisterConfig { Id = "r", Name = "R", Systems = [system] }
        let controller = new ControllerConfig
        {
            Id = "c",
            Name = "C",
            Country = "FI",
            Language = "fi",
            IdentifierTypes = WellKnownIdentifierTypes.All,
            Registers = [register],
        }
        from step in StepPlanner.Plan(controller, [], right, ["service_development"], [new Identifier("email", "a@example.fi")])
        where step.Refusal is not null
        select step.Refusal!.Basis;
}

/// <summary>What the samples' data maps say, read without the adapter that uses them.</summary>
internal sealed record SampleMap(string Path, string Language, IReadOnlyDictionary<string, string> Labels, YamlMap Root)
{
    public IReadOnlyList<(string Name, IReadOnlyList<string> Fields)> Collections =>
    [
        .. Items(Root, "dataset").SelectMany(dataset => Items(dataset, "collections")).Select(collection => (
            Text(collection, "name"),
            (IReadOnlyList<string>)[.. Items(collection, "fields").Where(f => f.Find("data_categories") is not null).Select(f => Text(f, "name")), .. LookedUp(Text(collection, "name"))])),
    ];

    private IEnumerable<string> LookedUp(string collection) =>
        from rule in Items((YamlMap)Root.Find("dsr")!.Value, "lookups")
        where Text(rule, "field").StartsWith(collection + ".", StringComparison.Ordinal)
        from column in ((YamlList)rule.Find("columns")!.Value).Items.Cast<YamlText>()
        select $"{Text(rule, "as")}_{column.Value}";

    public IEnumerable<string> Categories => Deep(Root).Where(entry => entry.Key == "data_categories")
        .SelectMany(entry => ((YamlList)entry.Value).Items.Cast<YamlText>().Select(text => text.Value));

    public IEnumerable<string> Bases => Deep(Root).Where(entry => entry.Key == "basis").Select(entry => ((YamlText)entry.Value).Value);

    private static IEnumerable<YamlMap> Items(YamlMap map, string key) => (map.Find(key)?.Value as YamlList)?.Items.OfType<YamlMap>() ?? [];

    private static string Text(YamlMap map, string key) => ((YamlText)map.Find(key)!.Value).Value;

    private static IEnumerable<YamlEntry> Deep(YamlPiece piece) => piece switch
    {
        YamlMap map => map.Entries.SelectMany(entry => Deep(entry.Value).Prepend(entry)),
        YamlList list => list.Items.SelectMany(Deep),
        _ => [],
    };
}

internal static class SampleMaps
{
    public static IReadOnlyList<SampleMap> All { get; } = Read();

    private static List<SampleMap> Read()
    {
        var samples = System.IO.Path.Combine(Repository(), "deploy", "samples");
        var files = Directory.GetFiles(System.IO.Path.Combine(samples, "controllers"), "*.yaml").Select(file => (file, File.ReadAllText(file)));
        var controllers = ControllerConfigReader.Read(files);
        Assert.Empty(controllers.Faults);
        return
        [
            .. from path in Directory.GetFiles(System.IO.Path.Combine(samples, "systems"), "map.yaml", SearchOption.AllDirectories).Order()
                let parts = path.Split(System.IO.Path.DirectorySeparatorChar)
                let controller = controllers.Controllers.Single(c => c.Id == parts[^3])
                let labels = controller.Systems.FirstOrDefault(s => s.Id == parts[^2])?.Labels ?? []
                let root = (YamlMap)YamlFileParser.Parse(File.ReadAllText(path), new FileFaults(path))!
                select new SampleMap($"{parts[^3]}/{parts[^2]}", controller.Language, labels.ToDictionary(l => l.Name, l => l.Text), root),
        ];
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder!.FullName, "DsrGateway.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
