using DsrGateway.Cases;
using DsrGateway.Cases.Protecting;
using DsrGateway.Server.Adapters;
using DsrGateway.Server.Hosting;
using DsrGateway.TestKit;
using Microsoft.Extensions.Logging;

namespace DsrGateway.Server.Tests.Configuring;

/// <summary>What one look at the configuration, once in each Gateway:ReloadInterval, takes over and what it leaves.</summary>
public sealed class ConfigurationWatchTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly GatewayOptions _options;
    private readonly Lines _log = new();

    public ConfigurationWatchTests()
    {
        _options = new GatewayOptions { ControllersFolder = _folder["controllers"], Adapters = { ["one"] = "http://127.0.0.1:1", ["two"] = "http://127.0.0.1:2" } };
        TestGateway.Configure(_folder, World.Controller);
        new ControllerKeys(_folder["keys"], makesMissing: false).Make("test");
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A file's time and length tell nothing where it is a link, as on Kubernetes, or was put there with the time of another.</summary>
    [Fact]
    public async Task A_content_that_changed_is_taken_over_at_the_first_look_though_time_and_length_stay()
    {
        using var gateway = new Watched(this);
        var file = Path.Combine(_options.ControllersFolder, "test.yaml");
        var (time, length) = (File.GetLastWriteTimeUtc(file), new FileInfo(file).Length);

        File.WriteAllText(file, World.Controller.Replace("id: mail,", "id: post,"));
        File.SetLastWriteTimeUtc(file, time);
        await gateway.Watch.LookAsync(default);

        Assert.Equal(length, new FileInfo(file).Length);
        Assert.Contains("post", gateway.Systems);
    }

    /// <summary>Two files of different times must never be one configuration.</summary>
    [Fact]
    public async Task A_change_that_is_still_going_on_is_left_until_it_is_over()
    {
        var before = ConfigurationFiles.Read(_options);
        var half = new ConfigurationFiles([("test.yaml", World.Controller.Replace("id: mail,", "id: half,"))], null);
        var whole = new ConfigurationFiles([("test.yaml", World.Controller.Replace("id: mail,", "id: post,"))], null);
        var reads = new Queue<ConfigurationFiles>([half, whole, whole, whole]);
        using var gateway = new Watched(this, before, reads.Dequeue);

        await gateway.Watch.LookAsync(default);
        Assert.Contains("mail", gateway.Systems);
        await gateway.Watch.LookAsync(default);

        Assert.Contains("post", gateway.Systems);
        Assert.DoesNotContain(_log.Said, line => line.Contains("not taken over", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_that_goes_bad_is_said_once_and_is_not_well_until_it_can_be_used_again()
    {
        using var gateway = new Watched(this);
        await gateway.Watch.LookAsync(default);
        Assert.True(gateway.Watch.HasKeys);

        var key = _folder["keys/test.key"];
        File.Move(key, key + ".away");
        await gateway.Watch.LookAsync(default);
        await gateway.Watch.LookAsync(default);
        Assert.False(gateway.Watch.HasKeys);
        Assert.Single(_log.Said, line => line.Contains("test.key is missing", StringComparison.Ordinal));

        File.Move(key + ".away", key);
        await gateway.Watch.LookAsync(default);
        Assert.True(gateway.Watch.HasKeys);
    }

    /// <summary>The process goes on, but its next start would fail: health knows before.</summary>
    [Fact]
    public async Task A_change_that_cannot_be_taken_over_is_not_well_and_says_so_again_when_more_changes_wait()
    {
        using var gateway = new Watched(this);
        TestGateway.Configure(_folder, World.Controller.Replace("id: test", "id: second"), "second.yaml");
        await gateway.Watch.LookAsync(default);
        await gateway.Watch.LookAsync(default);
        Assert.Single(_log.Said, line => line.Contains("second.key is missing", StringComparison.Ordinal));
        Assert.False(gateway.Watch.HasKeys || gateway.Watch.IsCurrent);

        TestGateway.Configure(_folder, World.Controller.Replace("id: mail,", "id: post,"));
        await gateway.Watch.LookAsync(default);
        Assert.Equal(2, _log.Said.Count(line => line.Contains("not taken over", StringComparison.Ordinal)));

        new ControllerKeys(_folder["keys"], makesMissing: false).Make("second");
        await gateway.Watch.LookAsync(default);
        Assert.True(gateway.Watch.HasKeys && gateway.Watch.IsCurrent);
        Assert.Contains("post", gateway.Systems);

        TestGateway.Configure(_folder, "id: [", "second.yaml");
        await gateway.Watch.LookAsync(default);
        Assert.True(gateway.Watch is { HasKeys: true, IsCurrent: false });
    }

    /// <summary>What a gateway has of its configuration while it runs.</summary>
    private sealed class Watched : IDisposable
    {
        private readonly ControllerCatalog _catalog;

        public Watched(ConfigurationWatchTests test, ConfigurationFiles? atStart = null, Func<ConfigurationFiles>? read = null)
        {
            var loaded = GatewayConfiguration.Load(test._options, atStart ?? ConfigurationFiles.Read(test._options));
            _catalog = new ControllerCatalog(loaded.Controllers);
            var keys = new ControllerKeyCheck(new ControllerKeys(test._folder["keys"], makesMissing: false), new AnyKey());
            Watch = new ConfigurationWatch(test._options, loaded, _catalog, new AdapterAddresses(loaded.Adapters), keys, TimeProvider.System, test._log)
            {
                Read = read is null ? ConfigurationFiles.Read : _ => read(),
            };
        }

        public ConfigurationWatch Watch { get; }

        public IEnumerable<string> Systems => _catalog.All.SelectMany(c => c.Systems).Select(s => s.Id);

        public void Dispose() => Watch.Dispose();
    }

    /// <summary>A key store that accepts whatever key there is.</summary>
    private sealed class AnyKey : ICaseKeyStore
    {
        public Task<byte[]> CreateAsync(CaseId id, string controllerId, CancellationToken cancellation) => Task.FromResult<byte[]>([]);

        public Task<byte[]?> FindAsync(CaseId id, string controllerId, CancellationToken cancellation) => Task.FromResult<byte[]?>(null);

        public Task<bool> HasKeysAsync(string controllerId, CancellationToken cancellation) => Task.FromResult(false);

        public Task<bool> AcceptsAsync(string controllerId, CancellationToken cancellation) => Task.FromResult(true);

        public Task DestroyAsync(CaseId id, CancellationToken cancellation) => Task.CompletedTask;
    }

    private sealed class Lines : ILogger<ConfigurationWatch>
    {
        private readonly List<string> _said = [];

        public IReadOnlyList<string> Said => _said;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _said.Add(formatter(state, exception));
    }
}
