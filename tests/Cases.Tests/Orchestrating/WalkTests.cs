using FsCheck;
using FsCheck.Fluent;

namespace DsrGateway.Cases.Orchestrating;

/// <summary>Whatever comes in whatever order: nothing is lost, nothing is done twice, nothing is called done that is not, and every case ends.</summary>
public sealed class WalkTests
{
    [Fact]
    public void Every_order_of_events_keeps_the_promises_and_comes_to_an_end() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(5_000),
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            new Walk(seed).Run();
            return true;
        }));
}
