using DsrGateway.Cases.Identifying;

namespace DsrGateway.Cases.Dispatching;

public sealed class VerifyCallsTests
{
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(100, 100, 1)]
    [InlineData(101, 1, 2)]
    [InlineData(1, 250, 3)]
    [InlineData(901, 250, 10)]
    public void Everything_is_looked_for_once_or_more_in_portions_of_a_hundred(int identifiers, int subjects, int calls)
    {
        var call = new StepCall(Guid.NewGuid(), CaseId.New(), "acme", "crm", Right.Erasure)
        {
            Identifiers = [.. Enumerable.Range(0, identifiers).Select(i => new Identifier("customer_number", $"{i}"))],
            SubjectRefs = [.. Enumerable.Range(0, subjects).Select(i => $"s{i}")],
        };

        var portions = VerifyCalls.Of(call).ToList();

        Assert.Equal(calls, portions.Count);
        Assert.All(portions, p => Assert.True(p.Identifiers.Count <= 100 && p.SubjectRefs.Count <= 100 && p.OperationId == call.OperationId));
        Assert.All(portions, p => Assert.True((p.Identifiers.Count > 0 || identifiers == 0) && (p.SubjectRefs.Count > 0 || subjects == 0)));
        Assert.Equal(call.Identifiers, portions.SelectMany(p => p.Identifiers).Distinct());
        Assert.Equal(call.SubjectRefs, portions.SelectMany(p => p.SubjectRefs).Distinct());
    }

    [Fact]
    public void What_several_portions_find_is_one_thing_and_a_residue_stays()
    {
        var done = new OutcomePart("contact", OutcomeKind.Done, 3);
        var residue = new OutcomePart("orders", OutcomeKind.Residue, 1, Place: "backup");

        var joined = VerifyCalls.Join([new([done, residue]), new([done with { Count = 5 }]), new([residue])]);

        Assert.Equal([done with { Count = 5 }, residue], joined.Parts);
    }
}
