using DsrGateway.Chaos.Faults;

namespace DsrGateway.Chaos.Tests;

public class ScheduleTests
{
    private static readonly Dictionary<string, Func<Random, Fault>> Kinds = Enumerable.Range(0, 12)
        .ToDictionary<int, string, Func<Random, Fault>>(i => $"kind{i}", i => random => new Nothing($"kind{i}", $"place{random.Next(4)}"));

    [Fact]
    public void A_seed_repeats_a_run() => Assert.Equal(Draw(new Schedule(7, Kinds), 50), Draw(new Schedule(7, Kinds), 50));

    [Fact]
    public void Another_seed_is_another_run() => Assert.NotEqual(Draw(new Schedule(7, Kinds), 50), Draw(new Schedule(8, Kinds), 50));

    [Fact]
    public void Every_kind_comes_once_before_any_comes_twice()
    {
        var kinds = Draw(new Schedule(7, Kinds), 48).SelectMany(p => p.Split('+')).Take(48).Chunk(12);
        Assert.All(kinds, round => Assert.Equal(12, round.Distinct().Count()));
    }

    [Fact]
    public void About_a_quarter_comes_in_pairs_and_never_at_one_place()
    {
        var schedule = new Schedule(7, Kinds);
        var all = Enumerable.Range(0, 400).Select(_ => schedule.Next()).ToList();

        Assert.InRange(all.Count(p => p.Count == 2), 40, 140);
        Assert.All(all, pair => Assert.Equal(pair.Count, pair.Select(p => p.Fault.Place).Distinct().Count()));
    }

    [Fact]
    public void A_run_goes_on_where_another_stopped()
    {
        var whole = new Schedule(7, Kinds);
        Draw(whole, 20);
        var second = new Schedule(7, Kinds);
        second.SkipTo(whole.Position);

        Assert.Equal(Draw(whole, 20), Draw(second, 20));
    }

    private static List<string> Draw(Schedule schedule, int count) => [.. Enumerable.Range(0, count).Select(_ => string.Join('+', schedule.Next().Select(p => p.Fault.Kind)))];

    private sealed class Nothing(string kind, string place) : Fault(kind, place)
    {
        public override Task BreakAsync(Random random) => Task.CompletedTask;

        public override Task HealAsync() => Task.CompletedTask;
    }
}
