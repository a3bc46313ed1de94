using System.Text;
using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Identifying;

namespace DsrGateway.Cases.Dispatching;

/// <summary>Records that bear another person's identifiers; the person is anna@example.fi, customer 1 where it says so.</summary>
public sealed class RecordWatchTests
{
    private static readonly ControllerConfig Config = new()
    {
        Id = "acme",
        Name = "Acme",
        Country = "FI",
        Language = "en",
        IdentifierTypes = [.. WellKnownIdentifierTypes.All, new IdentifierTypeConfig { Type = "member_id", Unique = true }],
        Registers = [],
    };

    [Theory]
    [InlineData("""{"email":"bertil@example.fi"}""")]
    [InlineData("""{"id":2,"EMail":"bertil@example.fi","name":"Bertil"}""")]
    [InlineData("""{"emailAddress":"bertil@example.fi"}""")]
    [InlineData("""{"s\u00e4hk\u00f6posti":"bertil@example.fi"}""")]
    [InlineData("""{"customer":{"e-mail":"bertil@example.fi"}}""")]
    [InlineData("""{"a":[{"email":"anna@example.fi"}],"email":"bertil@example.fi"}""")]
    [InlineData("""{"email":"bertil@example.fi","customer_number":1002}""")]
    public void Another_address_and_nothing_of_the_persons_contradicts(string record)
    {
        Assert.True(Contradicts([new("email", "anna@example.fi")], [], record));
        Assert.True(Contradicts([new("email", "anna@example.fi")], [], """{"email":"anna@example.fi"}""", record));
    }

    [Theory]
    [InlineData("""{"email":"Anna@Example.FI "}""")]
    [InlineData("""{"email":"former@example.fi","customer_number":"1"}""")]
    [InlineData("""{"note":"write to bertil@example.fi","agent_email":"agent@example.fi"}""")]
    [InlineData("""{"agent":{"email":"agent@example.fi"}}""")]
    [InlineData("""{"messages":[{"email":"agent@example.fi"}]}""")]
    [InlineData("""{"email":null}""")]
    [InlineData("""{"email":"a@example.fi; b@example.fi"}""")]
    [InlineData("""{"name":"Bertil"}""")]
    [InlineData("""{"phone":"040 1234567"}""")]
    [InlineData("""{"session_id":"s1"}""")]
    [InlineData("{}")]
    public void What_is_the_persons_or_tells_nothing_does_not(string record) =>
        Assert.False(Contradicts([new("email", "anna@example.fi"), new("customer_number", "1")], ["email"], record));

    [Fact]
    public void What_the_same_answer_teaches_is_the_persons_if_some_record_bears_what_was_asked()
    {
        var learnt = new LearntIdentifier(new("email", "former@example.fi"), true);

        Assert.False(Contradicts([new("email", "anna@example.fi")], ["email"], [learnt], """{"email":"anna@example.fi"}""", """{"email":"former@example.fi"}"""));
        Assert.False(Contradicts([new("email", "anna@example.fi")], ["email"], [learnt], """{"type":"email","value":"Anna@example.fi"}""", """{"email":"former@example.fi"}"""));
        Assert.True(Contradicts([new("email", "anna@example.fi")], ["email"], [learnt], """{"email":"former@example.fi"}"""));
        Assert.False(Contradicts([new("email", "anna@example.fi"), new("customer_number", "1")], ["customer_number"], [learnt], """{"email":"former@example.fi"}"""));
    }

    [Fact]
    public void Behind_a_shared_address_another_account_contradicts() =>
        Assert.True(Contradicts([new("email", "family@example.fi"), new("customer_number", "1")], ["email"], """{"email":"family@example.fi","customer_number":2}"""));

    [Fact]
    public void A_type_of_the_controllers_own_tells_people_apart_too() =>
        Assert.True(Contradicts([new("member_id", "7")], [], """{"memberId":8}"""));

    [Fact]
    public void Strangers_without_number_contradict_and_take_no_room() =>
        Assert.True(Contradicts([new("member_id", "7")], [], [.. Enumerable.Range(0, 5000).Select(i => $$"""{"email":"p{{i}}@example.fi"}""")]));

    private static bool Contradicts(Identifier[] person, string[] matchedBy, params string[] records) => Contradicts(person, matchedBy, [], records);

    private static bool Contradicts(Identifier[] person, string[] matchedBy, LearntIdentifier[] learnt, params string[] records)
    {
        var watch = new RecordWatch(Config, person);
        foreach (var record in records)
        {
            watch.Look(Encoding.UTF8.GetBytes(record));
        }

        return watch.Contradicts(new Selection { SubjectRefs = ["s1"], Learnt = learnt, MatchedBy = matchedBy });
    }
}
