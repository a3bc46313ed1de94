using DsrGateway.V1;

namespace DsrGateway.AdapterKit;

/// <summary>
/// One system of one controller. The kit has checked the call, knows the right is offered, and turns the return value into the answer;
/// an implementation only talks to its system. See docs/adapters.md for the rules.
/// </summary>
public interface ISystemAdapter
{
    /// <summary>The controller whose system this is; empty if calls of any controller may name it.</summary>
    string ControllerId { get; }

    /// <summary>What the adapter can do with the system.</summary>
    SystemDescription Description { get; }

    /// <summary>Finds the person. Changes nothing.</summary>
    Task<LocateResponse> LocateAsync(StepContext step, CancellationToken cancellationToken);

    /// <summary>Carries the right out, exactly once per operation id. Records go to the writer, the outcome is what it returns.</summary>
    Task<FulfilOutcome> FulfilAsync(StepContext step, FulfilWriter writer, CancellationToken cancellationToken);

    /// <summary>Looks, by another route, whether it was carried out. Changes nothing.</summary>
    Task<VerifyResponse> VerifyAsync(StepContext step, CancellationToken cancellationToken);
}
