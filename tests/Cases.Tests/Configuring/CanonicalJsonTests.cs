using System.Text.Json;

namespace DsrGateway.Cases.Configuring;

public sealed class CanonicalJsonTests
{
    private const string Small = """
        {"id":"a","name":"\u00C5","country":"FI","language":"fi","identifier_types":[{"type":"email","unique":true}],"registers":[{"id":"r","name":"R","systems":[{"id":"s","name":"S","kind":"crm","adapter":"sql","searched_by":["email"],"legal_bases":["public_task"],"limits":{"concurrency":4,"timeout":"00:00:30","max_result_bytes":4294967296,"max_result_records":10000000}}]}]}
        """;

    [Fact]
    public void A_round_trip_is_equal()
    {
        var controller = SmileeFile.GoodController;

        var again = ControllerConfig.FromCanonicalJson(controller.ToCanonicalJson());

        Assert.Equal(controller, again);
        Assert.Equal(controller.GetHashCode(), again.GetHashCode());
        Assert.Equal(controller.ToCanonicalJson(), again.ToCanonicalJson());
    }

    [Fact]
    public void The_text_is_the_one_that_earlier_versions_wrote() =>
        Assert.Equal(Small, ControllerConfig.FromCanonicalJson(Small).ToCanonicalJson());

    [Fact]
    public void A_callback_is_no_part_of_what_a_case_freezes()
    {
        var controller = SmileeFile.GoodController;
        var called = controller with { Callback = new CallbackConfig("https://portal.example.com/", "/etc/dsr/portal.secret") };

        Assert.NotEqual(controller, called);
        Assert.Equal(controller.ToCanonicalJson(), called.ToCanonicalJson());
    }

    [Fact]
    public void Another_configuration_is_not_equal()
    {
        var controller = SmileeFile.GoodController;
        var system = controller.Registers[0].Systems[0] with { SearchedBy = ["email"] };
        var changed = controller with { Registers = [controller.Registers[0] with { Systems = [system] }] };

        Assert.NotEqual(controller, changed);
        Assert.NotEqual(controller.ToCanonicalJson(), changed.ToCanonicalJson());
    }

    [Fact]
    public void Fields_of_a_later_version_are_ignored()
    {
        var later = Small.Replace("\"country\"", "\"colour\":{\"red\":[1]},\"country\"", StringComparison.Ordinal)
            .Replace("\"adapter\"", "\"owner\":\"x\",\"adapter\"", StringComparison.Ordinal);

        Assert.Equal(ControllerConfig.FromCanonicalJson(Small), ControllerConfig.FromCanonicalJson(later));
    }

    [Fact]
    public void Fields_that_an_earlier_version_did_not_write_have_their_defaults()
    {
        var earlier = Small.Replace("""
            ,"limits":{"concurrency":4,"timeout":"00:00:30","max_result_bytes":4294967296,"max_result_records":10000000}
            """, "", StringComparison.Ordinal);
        var partly = Small.Replace("""
            "concurrency":4,"timeout":"00:00:30",
            """, "", StringComparison.Ordinal);

        Assert.Equal(ControllerConfig.FromCanonicalJson(Small), ControllerConfig.FromCanonicalJson(earlier));
        Assert.Equal(ControllerConfig.FromCanonicalJson(Small), ControllerConfig.FromCanonicalJson(partly));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{")]
    [InlineData("""{"id":null,"name":"","country":"","language":"","identifier_types":[],"registers":[]}""")]
    public void Something_else_is_refused(string json) =>
        Assert.Throws<JsonException>(() => ControllerConfig.FromCanonicalJson(json));

    [Fact]
    public void Nobody_changes_a_configuration_through_the_list_it_was_made_of()
    {
        string[] types = ["email"];
        var system = SmileeFile.GoodController.Registers[0].Systems[0] with { SearchedBy = types };

        types[0] = "name";

        Assert.Equal(["email"], system.SearchedBy);
    }
}
