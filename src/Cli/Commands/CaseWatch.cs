using System.Runtime.CompilerServices;
using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Cli.Commands;

/// <summary>The stream of a case's states, which outlives a lost connection: it goes on after the last revision seen.</summary>
internal sealed class CaseWatch(CliSession session, string caseId)
{
    private const int MostLosses = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async IAsyncEnumerable<WatchCaseResponse> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cases = session.Cases;
        var revision = 0L;
        var losses = 0;
        while (true)
        {
            using var call = cases.WatchCase(
                new WatchCaseRequest { CaseId = caseId, AfterRevision = revision }, session.Stream(cancellationToken));
            var step = Step.Lost;
            while ((step = await NextAsync(call, canRetry: revision > 0 && losses < MostLosses, cancellationToken)) == Step.State)
            {
                losses = 0;
                revision = call.ResponseStream.Current.Case.Revision;
                yield return call.ResponseStream.Current;
            }

            if (step == Step.Ended)
            {
                yield break;
            }

            losses++;
            session.Printer.Note("The connection was lost; trying again.");
            await Task.Delay(Pause, session.Environment.Clock, cancellationToken);
        }
    }

    private enum Step { State, Ended, Lost }

    private static async Task<Step> NextAsync(
        AsyncServerStreamingCall<WatchCaseResponse> call, bool canRetry, CancellationToken cancellationToken)
    {
        try
        {
            return await call.ResponseStream.MoveNext(cancellationToken) ? Step.State : Step.Ended;
        }
        catch (RpcException error) when (canRetry && error.StatusCode == StatusCode.Unavailable)
        {
            return Step.Lost;
        }
    }
}
