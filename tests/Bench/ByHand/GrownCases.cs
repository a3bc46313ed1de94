using System.Security.Cryptography;
using DsrGateway.Cases;
using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Storage;

namespace DsrGateway.Bench.ByHand;

/// <summary>
/// The cases of both stores. What fills the one looks like the seeds of both: of ten cases, five have steps that wait for their adapter,
/// four steps that wait for a person, and one waits for information. Nothing is due at <see cref="Start"/>.
/// </summary>
internal sealed class GrownCases(DateTimeOffset start)
{
    /// <summary>So many that pages and sweeps of both stores are full.</summary>
    public const int Seeds = 1000;
    public const int Controllers = 10;
    public const int CaseBytes = 400;
    public const int StepBytes = 150;

    /// <summary>The controller whose lists are read; the seeds are its.</summary>
    public const string Listed = "controller-0";

    private static readonly ConfigSnapshot Snapshot = new("snapshot-1", new ControllerConfig
    {
        Id = Listed,
        Name = "Bench Oy",
        Country = "FI",
        Language = "en",
        IdentifierTypes = WellKnownIdentifierTypes.All,
        Registers = [],
    });

    public static readonly TimeSpan Legal = TimeSpan.FromDays(28);

    public DateTimeOffset Start => start;

    /// <summary>The seeds become due from here on; what fills the store later than any sweep of the measure.</summary>
    public DateTimeOffset SeedsDue => start.AddMinutes(1);

    public DateTimeOffset Later => start.AddHours(1);

    public static TimeSpan Age => TimeSpan.FromDays(30);

    /// <summary>Cases with two steps, opened at any time of the last month.</summary>
    public CaseToOpen Seed(int number)
    {
        var opened = start - (Age * Random.Shared.NextDouble());
        var (state, step) = (number % 10) switch
        {
            < 5 => (CaseState.Running, StepState.WaitingForAdapter),
            < 9 => (CaseState.WaitingForPerson, StepState.WaitingForPerson),
            _ => (CaseState.NeedsInformation, StepState.WaitingForInformation),
        };
        DateTimeOffset? next = step == StepState.WaitingForAdapter ? SeedsDue.AddMilliseconds(number) : null;
        return Case(Listed, state, opened, SeedsDue.AddMilliseconds(number), [Step(0, step, next), Step(1, step, next)]);
    }

    /// <summary>A case as it is handed in: five systems are asked.</summary>
    public CaseToOpen Submitted(int number)
    {
        var steps = Enumerable.Range(0, 5).Select(ordinal => Step(ordinal, StepState.Running, Later)).ToList();
        var opening = Case($"controller-{number % Controllers}", CaseState.Running, start.AddMilliseconds(number), null, steps);
        return opening with
        {
            FanOut = new FanOut(Guid.NewGuid(), opening.Case.Id, opening.Case.ControllerId, 1, [.. steps.Select(s => s.SystemId)]),
        };
    }

    private static CaseToOpen Case(string controller, CaseState state, DateTimeOffset opened, DateTimeOffset? due, IReadOnlyList<StepRow> steps)
    {
        var row = new CaseRow
        {
            Id = CaseId.New(),
            ControllerId = controller,
            RequestId = Guid.NewGuid().ToString("N"),
            Right = Right.Access,
            RegisterIds = ["customers"],
            SnapshotId = Snapshot.Id,
            State = state,
            SagaState = "Fulfilling",
            Round = 1,
            Pending = steps.Count(s => s.State == StepState.Running),
            ReceivedAt = opened,
            OpenedAt = opened,
            LegalDeadline = opened + Legal,
            DueAt = due,
            Sealed = new byte[CaseBytes],
        };
        return new CaseToOpen(
            row, RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32), Snapshot,
            [new TimelineEntry(opened, "portal", "opened"), new TimelineEntry(opened, "gateway", "planned")])
        { Steps = steps };
    }

    private static StepRow Step(int ordinal, StepState state, DateTimeOffset? next) => new()
    {
        SystemId = $"system-{ordinal}",
        Ordinal = ordinal,
        Phase = Phase.Fulfil,
        State = state,
        Round = 1,
        OperationId = Guid.NewGuid(),
        NextAttemptAt = next,
        Sealed = new byte[StepBytes],
    };
}
