using System.Collections.Concurrent;
using DsrGateway.TestKit;
using Failpoint = DsrGateway.Cases.Failpoint;

namespace DsrGateway.Crash.Tests;

/// <summary>One gateway with its folders and its target. Whenever the gateway's process dies, it is started again on the same folders.</summary>
public sealed class Lane : IAsyncDisposable
{
    private const string Controller = """
        id: test
        name: Test Oy
        country: FI
        language: fi
        registers:
          - id: customers
            name: Customers
            systems:
              - { id: crm, name: CRM, kind: crm, adapter: target, searched_by: [email], legal_bases: [contract, consent, legitimate_interest], limits: { timeout: 20s } }
              - { id: erp, name: ERP, kind: erp_user_registry, adapter: target, searched_by: [email], legal_bases: [contract, consent, legitimate_interest], limits: { timeout: 20s } }
              - { id: mail, name: Mail, kind: mailing_tool, adapter: target, searched_by: [customer_number], legal_bases: [contract, consent, legitimate_interest], limits: { timeout: 20s } }
              - { id: chat, name: Chat, kind: chat_logs, adapter: target, searched_by: [customer_number], legal_bases: [contract, consent, legitimate_interest], limits: { timeout: 20s } }
          - id: paper
            name: Paper
            systems:
              - { id: archive, name: Archive, kind: other, by_hand: "Look in the binders.", legal_bases: [contract, consent, legitimate_interest] }
        """;

    private readonly TempFolder _folder = new();
    private readonly Guard _guard;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<GatewayProcess>> _lives = new();
    private readonly ConcurrentBag<GatewayProcess> _started = [];
    private readonly CancellationTokenSource _stopping = new();
    private Task _supervisor = Task.CompletedTask;

    private Lane()
    {
        _guard = new Guard(_folder.Path);
        Ledger = new Ledger(_folder["ledger.jsonl"]);
    }

    public Ledger Ledger { get; }

    public LedgerAdapter Adapter { get; private set; } = null!;

    /// <summary>The portal, which is told of the end of every case.</summary>
    public CallbackReceiver Portal { get; private set; } = null!;

    /// <summary>The life that is running, or about to.</summary>
    public int Life { get; private set; } = 1;

    /// <summary>Everything that went otherwise than by SIGKILL.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    public static async Task<Lane> StartAsync()
    {
        var lane = new Lane();
        lane.Adapter = await LedgerAdapter.StartAsync(lane.Ledger);
        lane.Portal = await CallbackReceiver.StartAsync();
        TestGateway.Configure(lane._folder, $"{Controller}\n{lane.Portal.Configuration(lane._folder["portal.secret"], new byte[32])}\n");
        lane._supervisor = lane.SuperviseAsync();
        return lane;
    }

    public Task<GatewayProcess> RunningAsync() => LifeAsync(Life);

    /// <summary>The life after this one. Fails if this one does not die.</summary>
    public async Task<GatewayProcess> AfterAsync(GatewayProcess life, TimeSpan dyingTime)
    {
        await life.Exited.WaitAsync(dyingTime);
        return await LifeAsync(life.Number + 1);
    }

    /// <summary>The gateway dies as soon as it comes to this failpoint.</summary>
    public void Arm(Failpoint failpoint)
    {
        File.WriteAllText(_folder["failpoint.new"], failpoint.ToString());
        File.Move(_folder["failpoint.new"], _folder["failpoint"], overwrite: true);
    }

    public void Disarm() => File.Delete(_folder["failpoint"]);

    /// <summary>True once the failpoint was come to.</summary>
    public bool IsSpent => File.ReadAllText(_folder["failpoint"]).Length == 0;

    /// <summary>What the target saw of the cases, and what the gateway's last lives said: for a failed test.</summary>
    public string Describe(IReadOnlySet<string> caseIds) => string.Join(
        Environment.NewLine,
        [.. Ledger.Read().Where(e => caseIds.Contains(e.Case)).Select(e => e.ToString()), .. _started.OrderByDescending(l => l.Number).Take(2).Select(l => $"life {l.Number}: {l.Output}")]);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _supervisor;
        foreach (var life in _started)
        {
            life.Dispose();
        }

        await Adapter.DisposeAsync();
        await Portal.DisposeAsync();
        Ledger.Dispose();
        _guard.Dispose();
        _stopping.Dispose();
        Directory.CreateDirectory(_folder.Path);
        _folder.Dispose();
    }

    private Task<GatewayProcess> LifeAsync(int number) => Promise(number).Task.WaitAsync(TimeSpan.FromSeconds(60));

    private TaskCompletionSource<GatewayProcess> Promise(int number) =>
        _lives.GetOrAdd(number, _ => new TaskCompletionSource<GatewayProcess>(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task SuperviseAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            var life = GatewayProcess.Start(Life, _folder["failpoint"], Arguments());
            _started.Add(life);
            _guard.Watch(life.Id);
            await using var stop = _stopping.Token.Register(life.Kill);
            await LiveAsync(life);
            _guard.Forget();
        }
    }

    private async Task LiveAsync(GatewayProcess life)
    {
        try
        {
            await life.ConnectAsync();
            Promise(life.Number).SetResult(life);
            if (await life.Exited is not GatewayProcess.KilledBySigkill and var code)
            {
                Faults.Enqueue($"Life {life.Number} ended with exit code {code}.{Environment.NewLine}{life.Output}");
            }

            Life++;
        }
        catch (Exception e) when (e is InvalidOperationException or TimeoutException)
        {
            if (!_stopping.IsCancellationRequested)
            {
                Promise(life.Number).TrySetException(e);
                Faults.Enqueue(e.Message);
                await _stopping.CancelAsync();
            }
        }
    }

    /// <summary>Default settings, except that what is only a wait between looks is short: many lives have to be lived.</summary>
    private string[] Arguments() =>
    [
        "--Gateway:Listen=http://127.0.0.1:0",
        $"--Gateway:ControllersFolder={_folder["controllers"]}",
        $"--Gateway:Adapters:target={Adapter.Address}",
        $"--Cases:DataFolder={_folder["data"]}",
        $"--Cases:KeyFolder={_folder["keys"]}",
        "--Dispatch:SweepInterval=00:00:00.050",
        "--Dispatch:ProbeInterval=00:00:00.050",
        "--Logging:LogLevel:Default=Warning",
        "--Logging:LogLevel:DsrGateway=Information",
        "--Logging:LogLevel:MassTransit=Information",
        "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information",
    ];
}
