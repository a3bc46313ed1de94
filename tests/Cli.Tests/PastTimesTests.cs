using DsrGateway.Cli.Output;
using DsrGateway.V1;
using Google.Protobuf.WellKnownTypes;

namespace DsrGateway.Cli;

/// <summary>A time that has passed is said to have passed.</summary>
public class PastTimesTests
{
    private static readonly DateTimeOffset Deadline = SampleCases.Running().LegalDeadlineTime.ToDateTimeOffset();

    [Theory]
    [InlineData(CaseState.Running, 1, true)]
    [InlineData(CaseState.WaitingForPerson, 1, true)]
    [InlineData(CaseState.Running, -1, false)]
    [InlineData(CaseState.Closed, 1, false)]
    [InlineData(CaseState.Cancelled, 1, false)]
    public void A_deadline_has_passed_only_for_a_case_that_goes_on(CaseState state, int hours, bool isSaid)
    {
        var @case = SampleCases.Running();
        @case.State = state;

        Assert.Equal(isSaid, CaseView.Deadline(@case, new FixedClock(Deadline.AddHours(hours))).EndsWith(" (passed)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(-1, "next attempt 2026-04-01 20:59 +00:00")]
    [InlineData(1, "next attempt due since 2026-04-01 20:59 +00:00")]
    public void An_attempt_that_should_have_come_is_no_promise(int hours, string said)
    {
        var step = SampleCases.Running().Steps[1];
        step.NextAttemptTime = Timestamp.FromDateTimeOffset(Deadline);

        Assert.Contains(said, StepText.Outcome(step, new FixedClock(Deadline.AddHours(hours))));
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => now;
    }
}
