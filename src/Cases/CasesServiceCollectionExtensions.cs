using DsrGateway.Cases.Acting;
using DsrGateway.Cases.Delivering;
using DsrGateway.Cases.Dispatching;
using DsrGateway.Cases.Opening;
using DsrGateway.Cases.Orchestrating;
using DsrGateway.Cases.Packaging;
using DsrGateway.Cases.Protecting;
using DsrGateway.Cases.Reading;
using DsrGateway.Cases.Reconciling;
using DsrGateway.Cases.Storage.Sqlite;
using DsrGateway.Cases.Storage;
using MassTransit.Configuration;
using MassTransit.Saga;
using MassTransit;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DsrGateway.Cases;

public static class CasesServiceCollectionExtensions
{
    /// <summary>
    /// Adds the engine, embedded: SQLite, in-memory transport, reconciler. The host adds <see cref="IAdapters"/> and binds
    /// <see cref="CasesOptions"/> and <see cref="DispatchOptions"/>.
    /// </summary>
    public static IServiceCollection AddCases(this IServiceCollection services, ControllerCatalog catalog)
    {
        services.AddOptions<CasesOptions>().ValidateOnStart();
        services.AddOptions<DispatchOptions>().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(catalog);
        services.AddStorage();
        services.AddSlices();
        services.AddDispatching();
        services.AddSaga();
        services.AddEmbeddedBus(catalog);
        services.AddSweeping();
        return services;
    }

    private static void AddStorage(this IServiceCollection services)
    {
        services.AddSingleton(s => FolderLock.Take(s.GetRequiredService<IOptions<CasesOptions>>().Value.DataFolder));
        services.AddSingleton(s => new ControllerKeys(s.GetRequiredService<IOptions<CasesOptions>>().Value.KeyFolder));
        services.AddSingleton<ICaseKeyStore>(s => new SqliteKeyStore(
            Path.Combine(s.GetRequiredService<IOptions<CasesOptions>>().Value.KeyFolder, "case-keys.db"), s.GetRequiredService<ControllerKeys>()));
        services.AddSingleton<ICaseStore>(s =>
        {
            s.GetRequiredService<FolderLock>();
            return new SqliteCaseStore(Path.Combine(s.GetRequiredService<IOptions<CasesOptions>>().Value.DataFolder, "cases.db"));
        });
        services.AddSingleton<CaseReader>();
        services.AddSingleton<CaseSignals>();
    }

    private static void AddSlices(this IServiceCollection services) => services
        .AddSingleton<NewCaseValidator>()
        .AddSingleton<OpenCase>()
        .AddSingleton<ExecuteCase>()
        .AddSingleton<PlanCase>()
        .AddSingleton<ReadCase>()
        .AddSingleton<AwaitCase>()
        .AddSingleton<WatchCase>()
        .AddSingleton<ListWaitingSteps>()
        .AddSingleton<ReadHistory>()
        .AddSingleton<CancelCase>()
        .AddSingleton<ProvideInformation>()
        .AddSingleton<CompleteStep>()
        .AddSingleton<RetryStep>()
        .AddSingleton<BuildPackage>();

    private static void AddDispatching(this IServiceCollection services)
    {
        services.AddSingleton<StepQueues>();
        services.AddSingleton<StepSender>();
        services.AddSingleton<SystemPipelines>();
        services.AddSingleton<StepDispatcher>();
        services.AddSingleton<SweepTrigger>();
        services.AddSingleton<AdapterWatch>();
    }

    /// <summary>
    /// Hosted services start in the order of registration, these after the bus and only once it has started: what is sent to
    /// a bus that does not listen yet is lost, and after a crash the step would wait for its lease.
    /// </summary>
    private static void AddSweeping(this IServiceCollection services)
    {
        services.Configure<MassTransitHostOptions>(bus => bus.WaitUntilStarted = true);
        services.AddHostedService(s => s.GetRequiredService<AdapterWatch>());
        services.AddHostedService<Reconciler>();
    }

    /// <summary>The state machine lives in the mediator: it runs where a case moves, see <see cref="SagaRunner"/>.</summary>
    private static void AddSaga(this IServiceCollection services)
    {
        services.AddMediator(x => x.AddSagaStateMachine<CaseStateMachine, CaseSaga>().Repository(r =>
            r.RegisterSagaRepository<CaseSaga, CaseWork, SagaConsumeContextFactory<CaseWork, CaseSaga>, CaseSagaRepository>()));
        services.AddSingleton<SagaRunner>();
    }

    private static void AddEmbeddedBus(this IServiceCollection services, ControllerCatalog catalog)
    {
        services.AddSingleton<IFanOutSender, EmbeddedSender>();
        services.AddMassTransit(x =>
        {
            x.DisableUsageTelemetry();
            // What an adapter has not answered when the gateway stops is asked again after the start, as the same operation.
            services.Configure<MassTransitHostOptions>(host => host.ConsumerStopTimeout = TimeSpan.FromSeconds(2));
            x.AddConsumer<RunStepConsumer>();
            x.AddConsumer<CaseOverdueConsumer>();
            x.UsingInMemory((context, bus) =>
            {
                bus.ReceiveEndpoint("dsr.cases", endpoint =>
                {
                    Endpoints.Harden(endpoint);
                    endpoint.ConcurrentMessageLimit = 32;
                    endpoint.ConfigureConsumer<CaseOverdueConsumer>(context);
                });
                bus.ReceiveEndpoint(StepQueues.Dropped, endpoint =>
                {
                    Endpoints.Harden(endpoint);
                    endpoint.ConfigureConsumeTopology = false;
                    endpoint.ConfigureConsumer<RunStepConsumer>(context);
                });
                foreach (var (controllerId, system) in catalog.AskedSystems)
                {
                    bus.ReceiveEndpoint(StepQueues.Name(controllerId, system.Id), endpoint =>
                    {
                        Endpoints.Harden(endpoint);
                        endpoint.ConfigureConsumeTopology = false;
                        endpoint.ConcurrentMessageLimit = system.Limits.Concurrency;
                        endpoint.ConfigureConsumer<RunStepConsumer>(context);
                    });
                }
            });
        });
    }
}

internal static class Endpoints
{
    /// <summary>
    /// A short retry for what passes at once. What still fails is dropped here, for the reconciler finds it by what is
    /// stored; an error queue in memory would only grow.
    /// </summary>
    public static void Harden(IReceiveEndpointConfigurator endpoint)
    {
        endpoint.UseMessageRetry(r => r.Intervals(20, 100, 500));
        endpoint.PublishFaults = false;
        endpoint.DiscardFaultedMessages();
        endpoint.DiscardSkippedMessages();
    }
}
