using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.AdapterContract;

/// <summary>What every test of the contract stands on. An adapter's test class inherits the classes below it and says how to start.</summary>
public abstract class AdapterContractTests : IAsyncLifetime
{
    protected IAdapterUnderTest Adapter { get; private set; } = null!;

    protected AdapterClient Client { get; private set; } = null!;

    protected abstract Task<IAdapterUnderTest> StartAsync();

    public async Task InitializeAsync()
    {
        Adapter = await StartAsync();
        Client = new AdapterClient(Adapter.Address);
    }

    public async Task DisposeAsync()
    {
        Client?.Dispose();
        if (Adapter is not null)
        {
            await Adapter.DisposeAsync();
        }
    }

    protected StepContext Step(Right right, params Identifier[] identifiers)
    {
        var step = new StepContext
        {
            OperationId = Guid.NewGuid().ToString("N"),
            CaseId = Guid.NewGuid().ToString("N"),
            ControllerId = Adapter.ControllerId,
            SystemId = Adapter.SystemId,
            Right = right,
        };
        step.Identifiers.AddRange(identifiers);
        if (right == Right.Rectification)
        {
            step.Corrections.Add(Adapter.Correction);
        }

        return step;
    }

    /// <summary>A step for what Locate selected, with all that Locate learnt, as the gateway makes it.</summary>
    protected async Task<StepContext> LocatedAsync(Right right, params Identifier[] identifiers)
    {
        var step = Step(right, identifiers);
        var located = await Client.LocateAsync(step);
        step.SubjectRefs.AddRange(located.Selection.SubjectRefs);
        foreach (var learnt in located.Selection.Identifiers.Select(learnt => learnt.Identifier).Where(learnt => !step.Identifiers.Contains(learnt)))
        {
            step.Identifiers.Add(learnt);
        }

        return step;
    }

    protected static StepContext Again(StepContext step)
    {
        var again = step.Clone();
        again.OperationId = Guid.NewGuid().ToString("N");
        return again;
    }

    protected async Task<bool> OffersAsync(Right right)
    {
        var described = await Client.Service.DescribeAsync(new DescribeRequest { SystemId = Adapter.SystemId });
        return described.Systems.Any(system => system.Rights.Contains(right));
    }

    /// <summary>A right that is not offered must be refused as such; then there is nothing more to test.</summary>
    protected async Task<bool> IsRefusedAsNotOfferedAsync(Right right)
    {
        if (await OffersAsync(right))
        {
            return false;
        }

        var fault = await Assert.ThrowsAsync<RpcException>(() => Client.LocateAsync(Step(right, Adapter.Person[0])));
        Assert.Equal(StatusCode.Unimplemented, fault.StatusCode);
        return true;
    }

    protected static long Done(IEnumerable<OutcomePart> parts) => parts.Where(part => part.Kind == OutcomeKind.Done).Sum(part => part.Count);

    protected static bool Has(IEnumerable<OutcomePart> parts, OutcomeKind kind) => parts.Any(part => part.Kind == kind);
}
