using DsrGateway.Cases.Acting;
using DsrGateway.Cases.CallingBack;
using DsrGateway.Cases.Delivering;
using DsrGateway.Cases.Dispatching;
using DsrGateway.Cases.Opening;
using DsrGateway.Cases.Orchestrating;
using DsrGateway.Cases.Packaging;
using DsrGateway.Cases.Protecting;
using DsrGateway.Cases.Reading;
using DsrGateway.Cases.Reconciling;
using DsrGateway.Cases.Storage;
using DsrGateway.Cases.Storage.Postgres;
using DsrGateway.Cases.Storage.Sqlite;
using MassTransit;
using MassTransit.Configuration;
using MassTransit.Saga;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DsrGateway.Cases;

public static class CasesServiceCollectionExtensions
{
    /// <summary>Adds the engine. The host adds <see cref="IAdapters"/> and binds <see cref="DispatchOptions"/>.</summary>
    /// <exception cref="InvalidOperationException">The options lack what their engine needs.</exception>
    public static IServiceCollection AddCases(this IServiceCollection services, ControllerCatalog catalog, CasesOptions options, Roles roles = Roles.All)
    {
        services.AddOptions<DispatchOptions>().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(catalog);
        services.AddSingleton(_ => KeysOf(options));
        services.AddSingleton<ControllerKeyCheck>();
        services.AddSingleton<ControllerKeysAtStart>();
        services.AddSingleton(options);
        services.AddSingleton<Draining>();
        services.AddSingleton<CaseKeyPool>();
        services.AddSingleton<RecentCases>();
        services.AddSingleton<CaseReader>();
        services.AddSingleton<CaseSignals>();
        services.AddSlices();
        services.AddSaga();
        services.AddDispatching();
        switch (options.Engine)
        {
            case Engine.Embedded when roles != Roles.All:
                throw new InvalidOperationException("Gateway:Roles: the embedded engine is one process; roles can be split only with Cases:Engine=Distributed.");
            case Engine.Embedded:
                services.AddSqlite(options);
                services.AddEmbeddedBus();
                break;
            default:
                var (database, keyDatabase, broker) = options.Distributed.Read();
                services.AddPostgres(database, keyDatabase);
                services.AddDistributedBus(BrokerAddress.Parse(broker), options.Distributed.QueuePrefix);
                break;
        }

        services.AddSweeping(roles);
        return services;
    }

    /// <summary>
    /// The key of each controller. A process that has its folder to itself may make a missing one; where there are many processes an
    /// operator makes it, once for all (<see cref="ControllerKeyCreation"/>).
    /// </summary>
    internal static ControllerKeys KeysOf(CasesOptions options) => new(options.KeyFolder, makesMissing: options.Engine == Engine.Embedded);

    private static void AddSqlite(this IServiceCollection services, CasesOptions options)
    {
        services.AddSingleton(_ => FolderLock.Take(options.DataFolder));
        services.AddSingleton<ICaseKeyStore>(s => new SqliteKeyStore(Path.Combine(options.KeyFolder, "case-keys.db"), s.GetRequiredService<ControllerKeys>()));
        services.AddSingleton<ICaseStore>(s =>
        {
            s.GetRequiredService<FolderLock>();
            return new SqliteCaseStore(Path.Combine(options.DataFolder, "cases.db"));
        });
        services.AddSingleton(s => (ICallbackStore)s.GetRequiredService<ICaseStore>());
        services.AddSingleton(s => (ICaseChanges)s.GetRequiredService<ICaseStore>());
        services.AddSingleton(new StoreOwnership(IsSole: true));
        services.AddHostedService<SqlitePreparation>();
    }

    private static void AddPostgres(this IServiceCollection services, string database, string keyDatabase)
    {
        var machine = services.Last(s => s.ServiceType == typeof(TimeProvider)).ImplementationInstance as TimeProvider
            ?? throw new InvalidOperationException("Register the TimeProvider as an instance: the clock by the database is made from it.");
        services.AddSingleton(new DatabaseClock(machine));
        services.AddSingleton<TimeProvider>(s => s.GetRequiredService<DatabaseClock>());
        services.AddSingleton(s => new PostgresKeyStore(keyDatabase, s.GetRequiredService<ControllerKeys>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ICaseKeyStore>(s => s.GetRequiredService<PostgresKeyStore>());
        services.AddSingleton(s => new PostgresCaseStore(database, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ICaseStore>(s => s.GetRequiredService<PostgresCaseStore>());
        services.AddSingleton<IOutbox>(s => s.GetRequiredService<PostgresCaseStore>());
        services.AddSingleton<ICallbackStore>(s => s.GetRequiredService<PostgresCaseStore>());
        services.AddSingleton<ICaseChanges>(s => s.GetRequiredService<PostgresCaseStore>());
        services.AddSingleton(new StoreOwnership(IsSole: false));
        services.AddSingleton<DatabaseClockKeeper>();
        services.AddHostedService<PostgresPreparation>();
        services.AddHostedService(s => s.GetRequiredService<DatabaseClockKeeper>());
        services.AddHostedService(s => ActivatorUtilities.CreateInstance<PostgresSignals>(s, database, s.GetRequiredService<PostgresCaseStore>().Instance));
    }

    private static void AddSlices(this IServiceCollection services) => services
        .AddSingleton<NewCaseValidator>()
        .AddSingleton<Rush>()
        .AddSingleton<OpenCase>()
        .AddSingleton<ExecuteCase>()
        .AddSingleton<PlanCase>()
        .AddSingleton<ReadCase>()
        .AddSingleton<AwaitCase>()
        .AddSingleton<WatchCase>()
        .AddSingleton<WatchCases>()
        .AddSingleton<ListWaitingSteps>()
        .AddSingleton<ReadHistory>()
        .AddSingleton<CancelCase>()
        .AddSingleton<ProvideInformation>()
        .AddSingleton<CompleteStep>()
        .AddSingleton<RetryStep>()
        .AddSingleton<AcceptFound>()
        .AddSingleton<BuildPackage>();

    /// <summary>The state machine lives in the mediator: it runs where a case moves, see <see cref="SagaRunner"/>.</summary>
    private static void AddSaga(this IServiceCollection services)
    {
        services.AddMediator(x => x.AddSagaStateMachine<CaseStateMachine, CaseSaga>().Repository(r =>
            r.RegisterSagaRepository<CaseSaga, CaseWork, SagaConsumeContextFactory<CaseWork, CaseSaga>, CaseSagaRepository>()));
        services.AddSingleton<SagaRunner>();
    }

    private static void AddDispatching(this IServiceCollection services) => services
        .AddSingleton<StepQueues>()
        .AddSingleton<StepSender>()
        .AddSingleton<SystemPipelines>()
        .AddSingleton<StepDispatcher>()
        .AddSingleton<SweepTrigger>()
        .AddSingleton<AdapterWatch>();

    /// <summary>Hosted services start in the order of registration: these after the bus, which they send to.</summary>
    private static void AddSweeping(this IServiceCollection services, Roles roles)
    {
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<Listeners>(s, roles));
        services.AddHostedService(s => s.GetRequiredService<Listeners>());
        if (roles.HasFlag(Roles.Dispatcher))
        {
            services.AddHostedService(s => s.GetRequiredService<AdapterWatch>());
        }

        if (roles.HasFlag(Roles.Orchestrator))
        {
            services.AddSingleton<PersonFilling>();
            services.AddHostedService<Reconciler>();
            services.AddSingleton<CallbackPost>();
            services.AddHostedService<CallbackSender>();
        }
    }
}
