using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace DsrGateway.Cases.Delivering;

/// <summary>The receive endpoints, the same on every transport.</summary>
internal static class Endpoints
{
    public const int CasesConcurrency = 32;

    public static void Configure(IReceiveEndpointConfigurator endpoint, IRegistrationContext context, bool ofCases, int concurrency)
    {
        Harden(endpoint, context, concurrency);
        endpoint.ConfigureConsumeTopology = ofCases;
        if (ofCases)
        {
            endpoint.ConfigureConsumer<LookAtCaseConsumer>(context);
        }
        else
        {
            endpoint.ConfigureConsumer<RunStepConsumer>(context);
        }
    }

    /// <summary>
    /// A short retry for what passes at once. What still fails is given up (<see cref="FaultedMessages"/>), for the reconciler finds it by what
    /// is stored; an error queue would only grow, and nobody would know better than the store what to do with it.
    /// </summary>
    private static void Harden(IReceiveEndpointConfigurator endpoint, IRegistrationContext context, int concurrency)
    {
        endpoint.ConcurrentMessageLimit = concurrency;
        endpoint.PrefetchCount = concurrency * 2;
        // A store that restarts comes back within this; what it holds up is held up anyway.
        endpoint.UseMessageRetry(r =>
        {
            r.Handle<CaseException>(e => e.Reason is ErrorReason.StoreUnavailable or ErrorReason.StoreFull);
            r.Intervals(1000, 2000, 4000, 5000, 5000);
        });
        endpoint.UseMessageRetry(r => r.Intervals(20, 100, 500));
        endpoint.PublishFaults = false;
        endpoint.ConfigureError(error => error.UseFilter(context.GetRequiredService<FaultedMessages>()));
        endpoint.ConfigureDeadLetter(skipped => skipped.UseFilter(context.GetRequiredService<FaultedMessages>()));
        if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit)
        {
            rabbit.SetQuorumQueue();
            rabbit.SetQueueArgument("x-delivery-limit", FaultedMessages.DeliveryLimit);
        }
    }
}
