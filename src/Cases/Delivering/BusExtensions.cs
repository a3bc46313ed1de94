using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DsrGateway.Cases.Delivering;

/// <summary>The bus of each engine.</summary>
internal static class BusExtensions
{
    public static void AddEmbeddedBus(this IServiceCollection services)
    {
        services.AddSingleton<IFanOutSender, EmbeddedSender>();
        // In memory none fails.
        services.AddTransient(s => new FailingQueues(_ => Task.FromResult(QueueState.Served), s.GetRequiredService<TimeProvider>()));
        services.AddBus(x => x.UsingInMemory((_, _) => { }));
    }

    public static void AddDistributedBus(this IServiceCollection services, BrokerAddress broker, string prefix)
    {
        services.AddSingleton<OutboxRelay>();
        services.AddSingleton<IFanOutSender>(s => s.GetRequiredService<OutboxRelay>());
        services.AddHostedService(s => s.GetRequiredService<OutboxRelay>());
        var probe = new QueueProbe(broker);
        services.AddSingleton(probe);
        // Whoever hears can perhaps not send, so each keeps its own.
        services.AddTransient(s => new FailingQueues(queue => probe.AskAsync(queue, CancellationToken.None), s.GetRequiredService<TimeProvider>()));
        services.AddHostedService(s => ActivatorUtilities.CreateInstance<BrokerWatch>(
            s, () => s.GetRequiredService<Listeners>().Queues, (Func<TimeSpan, IEnumerable<string>>)s.GetRequiredService<StepSender>().Unsent,
            (Action)s.GetRequiredService<BrokerConnections>().Cut));
        services.AddBus(x => x.UsingRabbitMq((context, bus) =>
        {
            bus.Host(broker.Uri, host =>
            {
                host.Username(broker.User);
                host.Password(broker.Password);
                host.Heartbeat(TimeSpan.FromSeconds(10));
                host.RequestedConnectionTimeout(TimeSpan.FromSeconds(5));
                host.PublisherConfirmation = true;
                host.OnRefreshConnectionFactory = factory =>
                {
                    factory.SocketFactory = context.GetRequiredService<BrokerConnections>().Open;
                    return Task.CompletedTask;
                };
                host.UseCluster(cluster =>
                {
                    foreach (var (node, port) in broker.Nodes)
                    {
                        cluster.Node($"{node}:{port}");
                    }
                });
            });
            bus.MessageTopology.SetEntityNameFormatter(new PrefixEntityNameFormatter(bus.MessageTopology.EntityNameFormatter, prefix));
            bus.ConfigureJsonSerializerOptions(json =>
            {
                json.WriteIndented = false;
                return json;
            });
            // A message that no queue takes is an error, not a success; it stays in the outbox.
            bus.ConfigureSend(send => send.UseExecute(sending =>
            {
                if (sending.TryGetPayload<RabbitMqSendContext>(out var rabbit))
                {
                    rabbit.Mandatory = true;
                }
            }));
        }));
    }

    private static void AddBus(this IServiceCollection services, Action<IBusRegistrationConfigurator> transport)
    {
        // Messages that are sent before the bus listens are lost in memory, so there everything else waits for it. A broker
        // that is away holds up no start: the outbox keeps what is to be sent.
        // What an adapter has not answered when the draining is over is asked again, as the same operation.
        services.AddOptions<MassTransitHostOptions>().Configure<CasesOptions>(
            (host, options) => (host.WaitUntilStarted, host.ConsumerStopTimeout) = (options.Engine == Engine.Embedded, options.DrainTime));
        services.AddSingleton<BrokerConnections>();
        services.AddSingleton<FaultedMessages>();
        services.AddMassTransit(x =>
        {
            x.DisableUsageTelemetry();
            x.AddConsumer<RunStepConsumer>();
            x.AddConsumer<LookAtCaseConsumer>();
            transport(x);
        });
        var own = services.Single(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType == typeof(MassTransitHostedService));
        services.Remove(own);
        services.AddSingleton<MassTransitHostedService>();
        services.AddHostedService<BusHost>();
    }
}
