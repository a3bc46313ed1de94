using DsrGateway.Cases.Protecting;
using DsrGateway.Cases.Storage;

namespace DsrGateway.Cases.Orchestrating;

/// <summary>How asking a system ended, before it is written.</summary>
/// <param name="Event">The line of the history.</param>
internal sealed record SystemAnswer(StepKey Key, StepState State, StepDocument Document, string Event)
{
    public Problem Problem { get; init; }

    public int FailedAttempts { get; init; }

    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>The last piece of the result, written together with the answer.</summary>
    public ResultPiece? LastPiece { get; init; }

    public StepAnswer Seal(CaseVault vault, DateTimeOffset now) => new(
        Key, State, Problem, FailedAttempts, NextAttemptAt, vault.SealDocument(Document, DocumentJson.Default.StepDocument, Places.Step(Key.SystemId)),
        new TimelineEntry(now, Actors.Gateway, Event, Key.SystemId))
    {
        LastPiece = LastPiece,
    };
}
