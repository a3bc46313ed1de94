using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.AdapterContract;

/// <summary>Effects: once each, on the person alone, and checked.</summary>
public abstract class EffectContract : AdapterContractTests
{
    [Fact]
    public async Task Erasing_twice_with_one_operation_id_is_one_effect_and_one_outcome()
    {
        if (await IsRefusedAsNotOfferedAsync(Right.Erasure))
        {
            return;
        }

        var step = await LocatedAsync(Right.Erasure, Adapter.Person[0]);
        var first = await Client.FulfilAsync(step);
        var after = await Adapter.SnapshotAsync();
        var second = await Client.FulfilAsync(step);
        Assert.True(Done(first.Outcome.Parts) > 0);
        Assert.Equal(first.Outcome.Parts, second.Outcome.Parts);
        Assert.Equal(after, await Adapter.SnapshotAsync());
    }

    [Fact]
    public async Task Concurrent_repeats_are_one_effect()
    {
        if (await IsRefusedAsNotOfferedAsync(Right.Erasure))
        {
            return;
        }

        var step = await LocatedAsync(Right.Erasure, Adapter.Person[0]);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Client.FulfilAsync(step)));
        Assert.All(outcomes, outcome => Assert.Equal(outcomes[0].Outcome.Parts, outcome.Outcome.Parts));
        Assert.True(Done(outcomes[0].Outcome.Parts) > 0);
    }

    [Fact]
    public async Task After_erasure_another_operation_finds_nothing_but_what_had_to_be_kept()
    {
        if (await IsRefusedAsNotOfferedAsync(Right.Erasure))
        {
            return;
        }

        var step = await LocatedAsync(Right.Erasure, Adapter.Person[0]);
        var first = await Client.FulfilAsync(step);
        var again = await Client.FulfilAsync(Again(step));
        Assert.Equal(0, Done(again.Outcome.Parts));
        var kept = first.Outcome.Parts.Where(part => part.Kind == OutcomeKind.Retained).ToList();
        var access = await Client.FulfilAsync(Step(Right.Access, [.. Adapter.Person]));
        Assert.Equal(kept, access.Outcome.Parts.Where(part => part.Kind == OutcomeKind.Retained));
        Assert.Equal(kept.Count == 0, access.Outcome.Selection.SubjectRefs.Count == 0);
        Assert.Equal(kept.Count == 0, Has(access.Outcome.Parts, OutcomeKind.NothingHeld));
        Assert.Equal(kept.Sum(part => part.Count), Done(access.Outcome.Parts));
    }

    [Fact]
    public async Task Erasure_does_what_was_forecast_and_leaves_the_namesake()
    {
        if (await IsRefusedAsNotOfferedAsync(Right.Erasure))
        {
            return;
        }

        var other = await Client.FulfilAsync(Step(Right.Access, Adapter.Namesake[0]));
        var step = await LocatedAsync(Right.Erasure, Adapter.Person[0]);
        var before = await Adapter.SnapshotAsync();
        var forecast = (await Client.LocateAsync(step)).Forecast;
        Assert.Equal(before, await Adapter.SnapshotAsync());
        Assert.Equal(forecast, (await Client.FulfilAsync(step)).Outcome.Parts);
        Assert.Equal(other.Records, (await Client.FulfilAsync(Step(Right.Access, Adapter.Namesake[0]))).Records);
    }

    [Fact]
    public async Task Verify_is_clean_after_erasure_and_changes_nothing()
    {
        if (await IsRefusedAsNotOfferedAsync(Right.Erasure))
        {
            return;
        }

        var step = await LocatedAsync(Right.Erasure, Adapter.Person[0]);
        Assert.True(Has((await Client.VerifyAsync(step)).Parts, OutcomeKind.Residue));
        await Client.FulfilAsync(step);
        var before = await Adapter.SnapshotAsync();
        var verified = await Client.VerifyAsync(Again(step));
        Assert.False(Has(verified.Parts, OutcomeKind.Residue), verified.ToString());
        Assert.NotEmpty(verified.Parts);
        Assert.Equal(before, await Adapter.SnapshotAsync());
    }

    [Fact]
    public async Task Verify_finds_a_planted_residue_and_says_where_without_the_value()
    {
        if (await IsRefusedAsNotOfferedAsync(Right.Erasure))
        {
            return;
        }

        var step = await LocatedAsync(Right.Erasure, Adapter.Person[0]);
        await Client.FulfilAsync(step);
        await Adapter.PlantResidueAsync();
        var verified = await Client.VerifyAsync(Again(step));
        var residue = verified.Parts.Where(part => part.Kind == OutcomeKind.Residue).ToList();
        Assert.NotEmpty(residue);
        Assert.All(residue, part => Assert.True(part.Place.Length > 0 && part.Count > 0));
        Assert.All(Adapter.Person, own => Assert.DoesNotContain(own.Value, verified.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Erasure_without_what_Locate_selected_is_refused()
    {
        if (await IsRefusedAsNotOfferedAsync(Right.Erasure))
        {
            return;
        }

        var before = await Adapter.SnapshotAsync();
        var fault = await Assert.ThrowsAsync<RpcException>(() => Client.FulfilAsync(Step(Right.Erasure, Adapter.Person[0])));
        Assert.Equal(StatusCode.InvalidArgument, fault.StatusCode);
        Assert.Equal(before, await Adapter.SnapshotAsync());
    }

    [Fact]
    public async Task Rectification_stands_and_the_old_value_is_gone()
    {
        if (await IsRefusedAsNotOfferedAsync(Right.Rectification))
        {
            return;
        }

        var step = await LocatedAsync(Right.Rectification, Adapter.Person[0]);
        var first = await Client.FulfilAsync(step);
        var second = await Client.FulfilAsync(step);
        Assert.True(Done(first.Outcome.Parts) > 0, first.Outcome.ToString());
        Assert.Equal(first.Outcome.Parts, second.Outcome.Parts);
        var verified = await Client.VerifyAsync(Again(step));
        Assert.False(Has(verified.Parts, OutcomeKind.Residue), verified.ToString());
        var other = await Client.FulfilAsync(Step(Right.Access, Adapter.Namesake[0]));
        Assert.DoesNotContain(Adapter.Correction.NewValue, other.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_is_not_held_is_nothing_to_correct()
    {
        if (await IsRefusedAsNotOfferedAsync(Right.Rectification))
        {
            return;
        }

        var before = await Adapter.SnapshotAsync();
        var step = Step(Right.Rectification, Adapter.Person[0]);
        step.Corrections.Clear();
        step.Corrections.Add(new Correction { Category = Adapter.Correction.Category, OldValue = "a value nobody holds", NewValue = "another value" });
        var located = await Client.LocateAsync(step);
        Assert.Single(located.Selection.SubjectRefs);
        Assert.All(located.Forecast, part => Assert.Equal(OutcomeKind.NotConcerned, part.Kind));
        step.Corrections[0].Category = "no.such.category";
        Assert.All((await Client.LocateAsync(step)).Forecast, part => Assert.Equal(OutcomeKind.NotConcerned, part.Kind));
        Assert.Equal(before, await Adapter.SnapshotAsync());
    }

    [Theory]
    [InlineData(Right.Objection)]
    [InlineData(Right.WithdrawalOfConsent)]
    public async Task A_purpose_that_is_not_pursued_does_not_concern_the_person(Right right)
    {
        if (await IsRefusedAsNotOfferedAsync(right))
        {
            return;
        }

        var before = await Adapter.SnapshotAsync();
        var step = Step(right, Adapter.Person[0]);
        step.Purposes.Add("no_such_purpose");
        var outcome = (await Client.FulfilAsync(step)).Outcome;
        Assert.Single(outcome.Selection.SubjectRefs);
        Assert.All(outcome.Parts, part => Assert.Equal(OutcomeKind.NotConcerned, part.Kind));
        Assert.Equal(before, await Adapter.SnapshotAsync());
    }

    [Fact]
    public async Task Restriction_stands()
    {
        if (await IsRefusedAsNotOfferedAsync(Right.Restriction))
        {
            return;
        }

        var step = await LocatedAsync(Right.Restriction, Adapter.Person[0]);
        Assert.True(Has((await Client.VerifyAsync(step)).Parts, OutcomeKind.Residue));
        Assert.True(Done((await Client.FulfilAsync(step)).Outcome.Parts) > 0);
        Assert.False(Has((await Client.VerifyAsync(Again(step))).Parts, OutcomeKind.Residue));
    }

    [Theory]
    [InlineData(Right.Objection)]
    [InlineData(Right.WithdrawalOfConsent)]
    public async Task Objecting_twice_changes_what_objecting_once_does(Right right)
    {
        if (await IsRefusedAsNotOfferedAsync(right))
        {
            return;
        }

        var before = await Adapter.SnapshotAsync();
        var step = Step(right, Adapter.Person[0]);
        var first = await Client.FulfilAsync(step);
        var after = await Adapter.SnapshotAsync();
        Assert.NotEqual(before, after);
        Assert.Equal(first.Outcome.Parts, (await Client.FulfilAsync(step)).Outcome.Parts);
        await Client.FulfilAsync(Again(step));
        Assert.Equal(after, await Adapter.SnapshotAsync());
        var unclear = await Client.FulfilAsync(Step(right, Adapter.SharedName));
        Assert.Equal(2, unclear.Outcome.Selection.Candidates);
        Assert.Equal(after, await Adapter.SnapshotAsync());
    }
}
