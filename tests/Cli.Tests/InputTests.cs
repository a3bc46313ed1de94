using DsrGateway.Cli.Input;
using DsrGateway.V1;

namespace DsrGateway.Cli;

public class InputTests
{
    [Theory]
    [InlineData("# who\nemail=a@b.example\r\n\nphone=0401234567\n")]
    [InlineData("email: a@b.example\nphone: 0401234567\n")]
    [InlineData("- type: email\n  value: a@b.example\n- {type: phone, value: 0401234567}\n")]
    [InlineData("""{"email": "a@b.example", "phone": ["0401234567"]}""")]
    [InlineData("""[{"type":"email","value":"a@b.example"},{"value":"0401234567","type":"phone"}]""")]
    public async Task Identifiers_come_from_standard_input_in_any_form(string input)
    {
        await using var gateway = await ScriptedGateway.StartAsync();
        gateway.Cases.Answer = _ => new ProvideInformationResponse { Case = SampleCases.Running() };

        var result = await gateway.RunWithInputAsync(input, "provide", SampleCases.Id, "--id-file", "-");

        Assert.Equal(0, result.Exit);
        var sent = Assert.IsType<ProvideInformationRequest>(Assert.Single(gateway.Cases.Requests));
        Assert.Equal(["email: a@b.example", "phone: 0401234567"], sent.Identifiers.Select(id => $"{id.Type}: {id.Value}"));
        Assert.Equal("portal", sent.Actor);
    }

    [Theory]
    [InlineData("email=a\nSECRET")]
    [InlineData("SECRET")]
    [InlineData("email: [SECRET")]
    [InlineData("email: {a: SECRET}")]
    [InlineData("[{type: email}]")]
    [InlineData("[{type: email, value: x, SECRET: y}]")]
    public async Task A_wrong_file_is_told_by_its_line_and_never_by_its_values(string input)
    {
        await using var gateway = await ScriptedGateway.StartAsync();

        var result = await gateway.RunWithInputAsync(input, "provide", SampleCases.Id, "--id-file", "-");

        Assert.Equal(2, result.Exit);
        Assert.DoesNotContain("SECRET", result.Error, StringComparison.Ordinal);
        Assert.Empty(gateway.Cases.Requests);
    }

    [Fact]
    public void Corrections_from_a_file_may_hold_anything()
    {
        var correction = Assert.Single(CorrectionInput.ParseFile("- {category: user.name, old: 'a=>b', new: ''}", "f"));

        Assert.Equal(("user.name", "a=>b", ""), (correction.Category, correction.OldValue, correction.NewValue));
    }

    [Fact]
    public void A_part_may_have_commas_in_its_basis()
    {
        var part = PartInput.Parse("retained,category=user.financial,count=4,ground=legal-obligation,basis=Act 1336/1997, 2:10,until=2031-12-31");

        Assert.Equal(
            new OutcomePart
            {
                Kind = OutcomeKind.Retained,
                Category = "user.financial",
                Count = 4,
                Ground = Ground.LegalObligation,
                Basis = "Act 1336/1997, 2:10",
                UntilDate = "2031-12-31",
            },
            part);
    }

    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("10s", 10_000)]
    [InlineData("1.5m", 90_000)]
    [InlineData("1h", 3_600_000)]
    public void Lengths_of_time_are_read(string text, int milliseconds) =>
        Assert.Equal(milliseconds, Durations.Parse(text).TotalMilliseconds);
}
