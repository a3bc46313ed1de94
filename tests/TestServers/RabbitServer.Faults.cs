using System.Diagnostics;

namespace DsrGateway.TestServers;

/// <summary>What can befall its nodes, and what an operator then does: only where they were started here.</summary>
public sealed partial class RabbitServer
{
    private const int MostRestarts = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    /// <summary>Nodes that were started anew because they went on without some of their queues.</summary>
    public int Revived { get; private set; }

    /// <summary>
    /// Puts the nodes right after a disk failed under them: one that ended is started, and one that goes on without some of its quorum queues is started
    /// anew. RabbitMQ restarts a queue's process twice in five seconds; a log that fails more often leaves the queue dead until its node starts again,
    /// while exchanges still route to it and nothing is ever confirmed (rabbitmq-server issue 4512).
    /// </summary>
    public async Task ReviveAsync()
    {
        var waiting = Stopwatch.StartNew();
        for (var restarts = 0; ;)
        {
            await StartAllAsync();
            var served = await Task.WhenAll(Nodes.Select(ServesAllItsQueuesAsync));
            var bad = Nodes.Where((_, i) => !served[i]).ToList();
            if (bad.Count == 0)
            {
                return;
            }

            if (waiting.Elapsed < Patience)
            {
                await Task.Delay(LookAgain);
                continue;
            }

            if (++restarts > MostRestarts)
            {
                throw new InvalidOperationException($"{string.Join(", ", bad.Select(n => n.Name))} does not serve all its queues, however often it is started.");
            }

            Revived += bad.Count;
            await Task.WhenAll(bad.Select(n => n.KillAsync()));
            waiting.Restart();
        }
    }

    /// <summary>As a client declares it.</summary>
    public Task DeclareQuorumQueueAsync(string virtualHost, string queue) => AskAsync(
        $"{{new, _}} = rabbit_amqqueue:declare(rabbit_misc:r(<<\"{virtualHost}\">>, queue, <<\"{queue}\">>), true, false, [{{<<\"x-queue-type\">>, longstr, <<\"quorum\">>}}], none, <<\"tests\">>), ok.");

    /// <summary>RabbitMQ gives up the process of a queue on one node, as it does when its log fails too often.</summary>
    public Task GiveUpQueueAsync(RabbitNode node, string virtualHost, string queue) => AskAsync(
        node, $"{{ok, Q}} = rabbit_amqqueue:lookup(rabbit_misc:r(<<\"{virtualHost}\">>, queue, <<\"{queue}\">>)), {{N, _}} = amqqueue:get_pid(Q), ra:stop_server(quorum_queues, {{N, node()}}).");

    /// <summary>Whether each quorum queue of the node has its process there, and knows a leader.</summary>
    private async Task<bool> ServesAllItsQueuesAsync(RabbitNode node)
    {
        const string Own = "{N, _} <- [amqqueue:get_pid(Q)], lists:member(node(), maps:get(nodes, amqqueue:get_type_state(Q)))";
        const string Here = "fun(N) -> case ra:members({N, node()}, 1000) of {ok, _, _} -> true; _ -> false end end";
        try
        {
            return await AskAsync(node, $"lists:all({Here}, [N || Q <- rabbit_amqqueue:list(), amqqueue:get_type(Q) =:= rabbit_quorum_queue, {Own}]).") == "true";
        }
        catch (InvalidOperationException)
        {
            // It does not answer: it is ending, or stands still.
            return false;
        }
    }
}
