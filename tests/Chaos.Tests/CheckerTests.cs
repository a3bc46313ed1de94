using DsrGateway.Chaos.Checker;
using DsrGateway.Chaos.Faults;
using DsrGateway.Chaos.Load;
using DsrGateway.Chaos.Oracle;

namespace DsrGateway.Chaos.Tests;

/// <summary>Every violation is found, and nothing else is.</summary>
public class CheckerTests
{
    [Theory]
    [InlineData("Erasure")]
    [InlineData("Access")]
    [InlineData("Objection")]
    public void A_campaign_that_went_well_is_said_to_have(string right)
    {
        Assert.Empty(Invariants.Check(Fabricated.Good(right)));
        Assert.Empty(Invariants.Weaknesses(Fabricated.Good(right), distributed: true));
    }

    [Fact]
    public void I1_A_request_that_never_ends() =>
        Finds("I1", Fabricated.Good().With((Observation e) => e.IsFinal, e => e with { State = "Running", Conclusion = "Unspecified", Answer = "" }));

    [Fact]
    public void I1_A_request_that_ends_in_two_ways() =>
        Finds("I1", Fabricated.Good("Access").With((Observation e) => e.Sent == 9000, e => e with { State = "Cancelled" }));

    [Fact]
    public void I2_A_case_that_nobody_asked_for()
    {
        var good = Fabricated.Good();
        Finds("I2", good with { Ledger = [.. good.Ledger, Fabricated.Entry("crm", "fulfil", "Erasure") with { Case = "c2", Operation = "other" }] });
    }

    [Fact]
    public void I3_A_repeated_request_that_became_another_case() =>
        Finds("I3", Fabricated.Good().With((Observation e) => e.Sent == 1200, e => e with { Case = "c2" }));

    [Fact]
    public void I3_Two_requests_that_share_a_case()
    {
        var good = Fabricated.Good();
        Finds("I3", good with { History = [.. good.History, .. good.History.Select(e => e with { Request = "r2" })] });
    }

    [Fact]
    public void I4_An_operation_that_had_its_effect_twice() =>
        Finds("I4", Fabricated.Good().With((LedgerEntry e) => e.Kind == LedgerEntry.Repeat, e => e with { Kind = LedgerEntry.Effect }));

    [Fact]
    public void I4_A_step_that_acted_under_two_operations()
    {
        var good = Fabricated.Good();
        Finds("I4", good with { Ledger = [.. good.Ledger, Fabricated.Entry("erp", "fulfil", "Erasure") with { Operation = "again" }] });
    }

    [Fact]
    public void I4_A_step_that_never_acted() => Finds("I4", Fabricated.Good().Without(e => e is { System: "mail", Phase: "verify" }));

    [Fact]
    public void I4_A_cancelled_case_that_acted() =>
        Finds("I4", Fabricated.Good().With((Observation e) => e.IsFinal, e => e with { State = "Cancelled", Conclusion = "Unspecified" }));

    [Fact]
    public void I5_A_repeat_that_says_something_else() =>
        Finds("I5", Fabricated.Good().With((LedgerEntry e) => e.Kind == LedgerEntry.Repeat, e => e with { Command = "other" }));

    [Fact]
    public void I5_An_operation_that_is_used_for_another_step() =>
        Finds("I5", Fabricated.Good().With((LedgerEntry e) => e.Kind == LedgerEntry.Repeat, e => e with { System = "erp" }));

    [Fact]
    public void I7_An_answer_that_no_system_gave() =>
        Finds("I7", Fabricated.Good().With((Observation e) => e.IsFinal, e => e with { Answer = e.Answer.Replace("mail Ended Done 2", "mail Ended NothingHeld 0", StringComparison.Ordinal) }));

    [Fact]
    public void I7_A_system_that_is_missing_in_the_answer() =>
        Finds("I7", Fabricated.Good().With((Observation e) => e.IsFinal, e => e with { Answer = e.Answer.Replace(";mail Ended Done 2", "", StringComparison.Ordinal) }));

    [Fact]
    public void I7_A_conclusion_that_does_not_follow() =>
        Finds("I7", Fabricated.Good().With((LedgerEntry e) => e is { System: "erp", Phase: "fulfil" }, e => e with { Answer = "Done 1,Retained 1" }));

    [Fact]
    public void I8_A_case_that_was_complete_before_a_system_had_confirmed() =>
        Finds("I8", Fabricated.Good().With((LedgerEntry e) => e is { System: "chat", Phase: "verify" }, e => e with { At = 8000 }));

    [Fact]
    public void I9_A_final_state_that_did_not_stay() =>
        Finds("I9", Fabricated.Good().With((Observation e) => e.Sent == 9000, e => e with { State = "Running", Conclusion = "Unspecified", Answer = "" }));

    [Fact]
    public void I9_An_answer_that_changed_afterwards() =>
        Finds("I9", Fabricated.Good().With((Observation e) => e.Sent == 9000, e => e with { Answer = e.Answer.Replace("Done 2", "Done 3", StringComparison.Ordinal) }));

    [Fact]
    public void I10_A_revision_that_went_back() => Finds("I10", Fabricated.Good().With((Observation e) => e.Sent == 1400, e => e with { Revision = 2 }));

    [Fact]
    public void I13_An_answer_that_came_too_late() =>
        Finds("I13", Fabricated.Good().With((Observation e) => e.Sent == 1200, e => e with { Sent = 1000, Got = 8000, Call = Observation.Execute, Revision = 9 }), "I9", "I10");

    [Fact]
    public void I15_A_personal_value_in_clear() => Finds("I15", Fabricated.Good() with { Canaries = ["gateway1.log"] });

    [Fact]
    public void I17_A_queue_that_does_not_drain() => Finds("I17", Fabricated.Good() with { Left = ["queue x_error: 1 messages"] });

    [Fact]
    public void I18_An_instance_that_does_not_answer_again() =>
        Finds("I18", Fabricated.Good() with { Tail = new Dictionary<string, double?> { ["gateway1"] = null } });

    [Fact]
    public void I18_An_instance_that_answers_again_too_late() =>
        Finds("I18", Fabricated.Good() with { Tail = new Dictionary<string, double?> { ["gateway1"] = 11 } });

    [Fact]
    public void I18_A_fault_that_took_too_long_to_get_over() =>
        Finds("I18", Fabricated.Good() with { Faults = [new FaultRecord("cut-broker", "gateway1-broker", 2000, 3000, 14000, InVain: false, Together: true)] });

    [Fact]
    public void I18_A_fault_after_which_no_answer_came() =>
        Finds("I18", Fabricated.Good() with { Faults = [new FaultRecord("cut-broker", "gateway1-broker", 2000, 3000, null, InVain: true, Together: false)] });

    [Fact]
    public void A_case_that_a_restored_store_never_heard_of_is_excused()
    {
        var lost = Fabricated.Good().With((Observation e) => e.IsFinal, e => e with { Code = "NotFound", State = "", Answer = "" });
        Assert.Empty(Invariants.Check(lost with { Excused = new HashSet<string> { Fabricated.Case } }));
    }

    [Fact]
    public void A_campaign_in_which_nothing_happened_is_too_weak() => Assert.Equal(3, Invariants.Weaknesses(new Evidence(), distributed: true).Count());

    private static void Finds(string invariant, Evidence evidence, params string[] beside)
    {
        var found = Invariants.Check(evidence).Select(v => v.Invariant).Distinct().ToList();
        Assert.Contains(invariant, found);
        Assert.Empty(beside.Length > 0 ? [] : found.Except([invariant, .. AlsoBrokenBy(invariant)]));
    }

    /// <summary>Some lies are two lies.</summary>
    private static string[] AlsoBrokenBy(string invariant) => invariant switch
    {
        "I1" => ["I9"],
        "I9" => ["I1"],
        "I3" => ["I1", "I2"],
        "I4" => ["I7", "I8"],
        "I5" => ["I4", "I7"],
        _ => [],
    };
}
