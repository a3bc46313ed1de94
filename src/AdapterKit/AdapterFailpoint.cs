namespace DsrGateway.AdapterKit;

/// <summary>The places around a durable act where a test kills the process (kill -9).</summary>
public enum AdapterFailpoint
{
    /// <summary>Before the target's transaction begins.</summary>
    BeforeTransaction,

    /// <summary>The operation id is written, the effect is not.</summary>
    AfterClaim,

    /// <summary>The effect is made, the transaction is not committed.</summary>
    AfterEffectBeforeCommit,

    /// <summary>Committed, the answer is not sent.</summary>
    AfterCommitBeforeAnswer,

    /// <summary>After the first record of a stream.</summary>
    MidStream,

    /// <summary>All records are sent, the outcome is not.</summary>
    BeforeOutcome,
}
