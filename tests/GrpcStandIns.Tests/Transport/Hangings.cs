using System.Collections.Concurrent;

namespace GrpcStandIns.Tests.Transport;

/// <summary>Lets a test wait until the server has noticed that a hanging call is over.</summary>
internal sealed class Hangings
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> cancelled = new();

    public Task NoticedAsync(string name) => Of(name).Task.WaitAsync(TimeSpan.FromSeconds(30));

    public async Task UntilCancelledAsync(string name, CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.Register(() => Of(name).TrySetResult());
        await Of(name).Task;
        cancellationToken.ThrowIfCancellationRequested();
    }

    private TaskCompletionSource Of(string name) =>
        cancelled.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
