using System.Diagnostics;
using System.Globalization;

namespace DsrGateway.TestServers;

/// <summary>What can befall its nodes, and what an operator then does: only where they were started here.</summary>
public sealed partial class RabbitServer
{
    private const string DeadQueues =
        "[Q || Q <- rabbit_amqqueue:list(), amqqueue:get_type(Q) =:= rabbit_quorum_queue, lists:member(node(), maps:get(nodes, amqqueue:get_type_state(Q))), "
        + "{N, _} <- [amqqueue:get_pid(Q)], (catch element(1, ra:members({N, node()}, 1000))) =/= ok]";

    /// <summary>Starts a member that was given up and has its log: all of them before any is judged, as a leader needs a majority.</summary>
    private const string StartMember = "fun(Q) -> {N, _} = amqqueue:get_pid(Q), catch ra:restart_server(quorum_queues, {N, node()}) end";

    /// <summary>
    /// Leaves alone a member that serves; where its log is spoilt, replaces it by an empty one that the others fill; where too few others are left to decide that,
    /// deletes the queue, for whoever uses it to declare it again.
    /// </summary>
    private const string MendMember =
        "fun(Q) -> {N, _} = amqqueue:get_pid(Q), {resource, V, _, Name} = amqqueue:get_name(Q), "
        + "case catch element(1, ra:members({N, node()}, 5000)) of ok -> started; _ -> case catch rabbit_quorum_queue:delete_member(V, Name, node()) of "
        + "ok -> catch rabbit_quorum_queue:add_member(V, Name, node(), 5000), replaced; "
        + "_ -> catch rabbit_amqqueue:delete(Q, false, false, <<\"tests\">>), deleted end end end";

    private const int MostTries = 6;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    /// <summary>Members of queues that were replaced.</summary>
    public int Replaced { get; private set; }

    /// <summary>Queues that nothing brought back.</summary>
    public int Deleted { get; private set; }

    /// <summary>After a node's disk failed: RabbitMQ does not end by that, but may never write again, so it is started anew.</summary>
    public async Task ReviveAsync(RabbitNode node)
    {
        await node.KillAsync();
        await ReviveAsync();
    }

    /// <summary>
    /// Puts the nodes right after disks failed under them, as an operator does. One that ended is started. One that goes on without its member of some
    /// quorum queue gets it back, with its log if that can be: RabbitMQ restarts a member twice in five seconds, and a log that fails more often leaves the node without one
    /// (rabbitmq-server issue 4512); a full disk may spoil the log itself. What even that does not help is tried with the nodes started anew.
    /// </summary>
    public async Task ReviveAsync()
    {
        List<string> did = [];
        for (var tries = 0; !await AllServedAsync(); tries++)
        {
            if (tries == MostTries)
            {
                throw new InvalidOperationException($"RabbitMQ does not serve all its queues, whatever an operator does: {string.Join(' ', did)}");
            }

            if (tries > 0 && tries % 2 == 0)
            {
                await StartAnewAsync();
            }

            foreach (var node in Nodes)
            {
                did.Add(await MendAsync(node, tries == 0 ? StartMember : MendMember));
            }
        }
    }

    /// <summary>As a client declares it.</summary>
    public Task DeclareQuorumQueueAsync(string virtualHost, string queue) => AskAsync(
        $"{{new, _}} = rabbit_amqqueue:declare({Resource(virtualHost, queue)}, true, false, [{{<<\"x-queue-type\">>, longstr, <<\"quorum\">>}}], none, <<\"tests\">>), ok.");

    /// <summary>RabbitMQ gives up the process of a queue on one node, as it does when its log fails too often.</summary>
    public Task GiveUpQueueAsync(RabbitNode node, string virtualHost, string queue) => DoToMemberAsync(node, virtualHost, queue, "stop_server");

    /// <summary>One node loses its member of a queue with all that it wrote.</summary>
    public Task LoseMemberAsync(RabbitNode node, string virtualHost, string queue) => DoToMemberAsync(node, virtualHost, queue, "force_delete_server");

    private Task<string> DoToMemberAsync(RabbitNode node, string virtualHost, string queue, string what) => AskAsync(
        node, $"{{ok, Q}} = rabbit_amqqueue:lookup({Resource(virtualHost, queue)}), {{N, _}} = amqqueue:get_pid(Q), ra:{what}(quorum_queues, {{N, node()}}).");

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

    /// <summary>Those nodes that do not serve all their queues.</summary>
    private async Task StartAnewAsync()
    {
        foreach (var node in Nodes)
        {
            if (!await ServesAllItsQueuesAsync(node))
            {
                await node.KillAsync();
                await StartAllAsync();
            }
        }
    }

    private async Task<string> MendAsync(RabbitNode node, string how)
    {
        try
        {
            var did = await AskAsync(node, $"lists:map({how}, {DeadQueues}).");
            Replaced += Count(did, "replaced");
            Deleted += Count(did, "deleted");
            return did;
        }
        catch (InvalidOperationException e)
        {
            // It does not answer: it is ending, and is started by the next look.
            return e.Message;
        }

        static int Count(string text, string word) => text.Split(word).Length - 1;
    }
}
