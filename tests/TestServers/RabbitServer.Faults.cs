using System.Diagnostics;
using System.Globalization;

namespace DsrGateway.TestServers;

/// <summary>What can befall its nodes, and what an operator then does: only where they were started here.</summary>
public sealed partial class RabbitServer
{
    private const string DeadQueues =
        "[Q || Q <- rabbit_amqqueue:list(), amqqueue:get_type(Q) =:= rabbit_quorum_queue, lists:member(node(), maps:get(nodes, amqqueue:get_type_state(Q))), "
        + "{N, _} <- [amqqueue:get_pid(Q)], element(1, ra:members({N, node()}, 1000)) =/= ok]";

    private const int MostTries = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    /// <summary>Nodes that were started anew because they went on without some of their queues.</summary>
    public int Restarted { get; private set; }

    /// <summary>Queues that no start brought back.</summary>
    public int Deleted { get; private set; }

    /// <summary>
    /// Puts the nodes right after a disk failed under them, as an operator does. One that ended is started. One that goes on without some of its quorum
    /// queues is started anew: RabbitMQ restarts a queue's process twice in five seconds, and a log that fails more often leaves the queue without one
    /// (rabbitmq-server issue 4512). What is dead even then is deleted, for whoever uses it to declare it again: a full disk cuts the file off by which
    /// RabbitMQ starts the queue.
    /// </summary>
    public async Task ReviveAsync()
    {
        for (var tries = 0; !await AllServedAsync(); tries++)
        {
            if (tries == MostTries)
            {
                throw new InvalidOperationException("RabbitMQ does not serve all its queues, whatever an operator does.");
            }

            var bad = (await Task.WhenAll(Nodes.Select(async n => (Node: n, Serves: await ServesAllItsQueuesAsync(n))))).Where(n => !n.Serves).Select(n => n.Node).ToList();
            Restarted += bad.Count;
            await Task.WhenAll(bad.Select(n => n.KillAsync()));
            if (!await AllServedAsync())
            {
                await Task.WhenAll(Nodes.Select(DeleteDeadQueuesAsync));
            }
        }
    }

    /// <summary>As a client declares it.</summary>
    public Task DeclareQuorumQueueAsync(string virtualHost, string queue) => AskAsync(
        $"{{new, _}} = rabbit_amqqueue:declare(rabbit_misc:r(<<\"{virtualHost}\">>, queue, <<\"{queue}\">>), true, false, [{{<<\"x-queue-type\">>, longstr, <<\"quorum\">>}}], none, <<\"tests\">>), ok.");

    /// <summary>RabbitMQ gives up the process of a queue on one node, as it does when its log fails too often.</summary>
    public Task GiveUpQueueAsync(RabbitNode node, string virtualHost, string queue) => AskAsync(
        node, $"{{ok, Q}} = rabbit_amqqueue:lookup(rabbit_misc:r(<<\"{virtualHost}\">>, queue, <<\"{queue}\">>)), {{N, _}} = amqqueue:get_pid(Q), ra:stop_server(quorum_queues, {{N, node()}}).");

    /// <summary>Starts nodes that ended, or are about to; false if some queue is dead for long.</summary>
    private async Task<bool> AllServedAsync()
    {
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            await StartAllAsync();
            if ((await Task.WhenAll(Nodes.Select(ServesAllItsQueuesAsync))).All(serves => serves))
            {
                return true;
            }

            if (waiting.Elapsed > Patience)
            {
                return false;
            }

            await Task.Delay(LookAgain);
        }
    }

    /// <summary>Whether each quorum queue that a node should have has its process there, and knows a leader.</summary>
    private async Task<bool> ServesAllItsQueuesAsync(RabbitNode node)
    {
        try
        {
            return await AskAsync(node, $"length({DeadQueues}).") == "0";
        }
        catch (InvalidOperationException)
        {
            // It does not answer: it is ending, or stands still.
            return false;
        }
    }

    private async Task DeleteDeadQueuesAsync(RabbitNode node)
    {
        try
        {
            Deleted += int.Parse(await AskAsync(node, $"length([{{ok, _}} = rabbit_amqqueue:delete(Q, false, false, <<\"tests\">>) || Q <- {DeadQueues}])."), CultureInfo.InvariantCulture);
        }
        catch (InvalidOperationException)
        {
            // It does not answer: it is ending, and is started by the next look.
        }
    }
}
