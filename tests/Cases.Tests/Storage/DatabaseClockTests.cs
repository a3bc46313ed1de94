using DsrGateway.Cases.Storage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace DsrGateway.Cases.Storage;

/// <summary>The time of gateways on one database is the database's, whatever their machines say.</summary>
[Trait("Needs", "servers")]
public sealed class DatabaseClockTests
{
    private static readonly DateTimeOffset Said = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private readonly Machine _machine = new();
    private readonly DatabaseClock _clock;

    public DatabaseClockTests() => _clock = new DatabaseClock(_machine);

    [Fact]
    public void Before_the_first_look_it_is_the_machines() => Assert.Equal(_machine.GetUtcNow(), _clock.GetUtcNow());

    [Fact]
    public void What_the_database_said_is_carried_on_while_the_machines_clock_jumps()
    {
        _clock.Set(Said, _clock.GetTimestamp(), _clock.GetTimestamp());

        _machine.Pass(TimeSpan.FromSeconds(3));
        _machine.Ahead = TimeSpan.FromHours(20);

        Assert.Equal(Said.AddSeconds(3), _clock.GetUtcNow());
        Assert.Equal(_machine.GetUtcNow() - _clock.GetUtcNow(), _clock.MachineIsAhead);
    }

    [Fact]
    public void Half_of_the_looks_time_was_the_answers_way()
    {
        var asked = _clock.GetTimestamp();
        _machine.Pass(TimeSpan.FromMilliseconds(10));

        _clock.Set(Said, asked, _clock.GetTimestamp());

        Assert.Equal(Said.AddMilliseconds(5), _clock.GetUtcNow());
    }

    [Fact]
    public async Task A_machine_that_is_a_day_ahead_goes_by_the_databases_time()
    {
        await using var world = await PostgresWorld<ICaseStore, PostgresCaseStore>.CreateAsync(PostgresCaseStoreTests.OpenAsync);
        using var keeper = new DatabaseClockKeeper(world.Current, _clock, NullLogger<DatabaseClockKeeper>.Instance);
        _machine.Ahead = TimeSpan.FromDays(1);

        await keeper.LookAsync(default);

        Assert.InRange(_clock.GetUtcNow(), TimeProvider.System.GetUtcNow().AddMinutes(-1), TimeProvider.System.GetUtcNow().AddMinutes(1));
        Assert.InRange(_clock.MachineIsAhead, TimeSpan.FromHours(23), TimeSpan.FromHours(25));
    }

    /// <summary>Its wall clock can be set; its monotonic clock only goes on.</summary>
    private sealed class Machine : TimeProvider
    {
        private long _ticks;
        private readonly DateTimeOffset _start = System.GetUtcNow();

        public TimeSpan Ahead { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => _start.AddTicks(_ticks) + Ahead;

        public override long GetTimestamp() => _ticks;

        public void Pass(TimeSpan time) => _ticks += time.Ticks;
    }
}
