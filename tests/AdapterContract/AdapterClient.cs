using DsrGateway.V1;
using Grpc.Core;
using Grpc.Net.Client;
using Record = DsrGateway.V1.Record;

namespace DsrGateway.AdapterContract;

/// <summary>Everything one Fulfil sent.</summary>
public sealed record Fulfilled(IReadOnlyList<Record> Records, IReadOnlyList<(string Name, string Category, byte[] Content)> Files, FulfilOutcome Outcome)
{
    public string AllText => string.Join('\n', Records.Select(record => record.Json));
}

/// <summary>Calls an adapter as the gateway does, and checks what every stream must keep to.</summary>
public sealed class AdapterClient : IDisposable
{
    private readonly GrpcChannel _channel;

    public AdapterClient(string address)
    {
        _channel = GrpcChannel.ForAddress(address);
        Service = new AdapterService.AdapterServiceClient(_channel);
        Health = new Grpc.Health.V1.Health.HealthClient(_channel);
    }

    public AdapterService.AdapterServiceClient Service { get; }

    public Grpc.Health.V1.Health.HealthClient Health { get; }

    public async Task<LocateResponse> LocateAsync(StepContext step) => await Service.LocateAsync(new LocateRequest { Context = step }, Soon());

    public async Task<VerifyResponse> VerifyAsync(StepContext step) => await Service.VerifyAsync(new VerifyRequest { Context = step }, Soon());

    public async Task<Fulfilled> FulfilAsync(StepContext step)
    {
        using var call = Service.Fulfil(new FulfilRequest { Context = step }, Soon());
        var records = new List<Record>();
        var files = new List<(string, string, byte[])>();
        var open = new MemoryStream();
        FulfilOutcome? outcome = null;
        await foreach (var message in call.ResponseStream.ReadAllAsync())
        {
            Assert.Null(outcome); // nothing follows the outcome
            switch (message.MessageCase)
            {
                case FulfilResponse.MessageOneofCase.Record:
                    Assert.Equal(0, open.Length);
                    records.Add(message.Record);
                    break;
                case FulfilResponse.MessageOneofCase.FileChunk:
                    await open.WriteAsync(message.FileChunk.Content.Memory);
                    if (message.FileChunk.Last)
                    {
                        files.Add((message.FileChunk.Name, message.FileChunk.Category, open.ToArray()));
                        open = new MemoryStream();
                    }

                    break;
                case FulfilResponse.MessageOneofCase.Outcome:
                    outcome = message.Outcome;
                    break;
                default:
                    break;
            }
        }

        Assert.NotNull(outcome);
        Assert.Equal(step.OperationId, outcome.OperationId);
        Assert.Equal(records.Count + files.Count, outcome.Sent);
        return new Fulfilled(records, files, outcome);
    }

    public void Dispose() => _channel.Dispose();

    private static CallOptions Soon() => new(deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(60));
}
