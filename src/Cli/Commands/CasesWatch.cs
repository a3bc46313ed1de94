using System.Runtime.CompilerServices;
using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Cli.Commands;

/// <summary>The stream of a controller's cases, which outlives a lost connection: it goes on from the last position.</summary>
internal sealed class CasesWatch(CliSession session, string controllerId, string position)
{
    private const int MostLosses = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async IAsyncEnumerable<WatchCasesResponse> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cases = session.Cases;
        for (var losses = 0; ; losses++)
        {
            using var call = cases.WatchCases(new WatchCasesRequest { ControllerId = controllerId, Position = position }, session.Stream(cancellationToken));
            while (await NextAsync(call, position.Length > 0 && losses < MostLosses, cancellationToken) is { } next)
            {
                losses = 0;
                position = next.Position;
                yield return next;
            }

            session.Printer.Note("The connection was lost; trying again.");
            await Task.Delay(Pause, session.Environment.Clock, cancellationToken);
        }
    }

    /// <summary>Null when the connection was lost.</summary>
    private static async Task<WatchCasesResponse?> NextAsync(AsyncServerStreamingCall<WatchCasesResponse> call, bool canRetry, CancellationToken cancellationToken)
    {
        try
        {
            return await call.ResponseStream.MoveNext(cancellationToken) ? call.ResponseStream.Current : null;
        }
        catch (RpcException error) when (canRetry && error.StatusCode == StatusCode.Unavailable)
        {
            return null;
        }
    }
}
