namespace GrpcStandIns.Tests.Resolving;

public class ResolverTests
{
    [Fact]
    public void Every_output_finds_all_it_needs()
    {
        var faults = Outputs.Users().SelectMany(user =>
            Resolver.Run(user.Library, Outputs.Providers).Faults.Select(fault => $"{user.Path}: {fault}"));

        AssertNone([.. faults]);
    }

    // The counts say that the resolver looked: a walk over nothing finds no fault either.
    [Theory]
    [InlineData("Grpc.Net.Client", 35, 66, 34)]
    [InlineData("Grpc.AspNetCore.Server", 32, 74, 36)]
    public void The_transport_finds_all_it_needs(string name, int types, int members, int overrides)
    {
        var resolver = Resolver.Run(Outputs.Open(name), Outputs.Providers);

        AssertNone(resolver.Faults);
        Assert.Equal((types, members, overrides), (resolver.Types, resolver.Members, resolver.Overrides));
    }

    [Fact]
    public void What_is_missing_is_a_fault_of_its_own()
    {
        var faults = Resolver.Run(Library.Of(BrokenUser.Image()), Outputs.Providers).Faults;

        void StartsWith(string expected, string fault) => Assert.StartsWith(expected, fault, StringComparison.Ordinal);
        Assert.Collection(
            faults.Order(StringComparer.Ordinal),
            fault => StartsWith("Broken.Context does not override get_PayloadLength", fault),
            fault => StartsWith("Broken.Context overrides Vanished", fault),
            fault => StartsWith("Broken.Reader does not implement IAsyncStreamReader`1.MoveNext", fault),
            fault => StartsWith("Broken.Reader does not implement IAsyncStreamReader`1.get_Current: String", fault),
            fault => StartsWith("assembly Grpc.Core.Api, Version=3.0.0.0", fault),
            fault => Assert.Equal("field Int32 Status.DefaultSuccess", fault),
            fault => Assert.Equal("method Status.get_Detail: Int32 `0()", fault),
            fault => Assert.Equal("method Status.get_Vanished: String `0()", fault),
            fault => Assert.Equal("type Grpc.Core.Vanished", fault));
    }

    [Theory]
    [InlineData("Grpc.Net.Client")]
    [InlineData("Grpc.AspNetCore.Server")]
    public void Without_a_provider_every_type_is_a_fault(string name)
    {
        var emptied = Outputs.Providers.ToDictionary(provider => provider.Key, _ => Library.Of(BrokenUser.Image()));
        var resolver = Resolver.Run(Outputs.Open(name), emptied);

        Assert.Equal(resolver.Types, resolver.Faults.Count(fault => fault.StartsWith("type ", StringComparison.Ordinal)));
    }

    // Not Assert.Empty: it cuts the list short.
    private static void AssertNone(IReadOnlyList<string> faults) => Assert.True(faults.Count == 0, string.Join('\n', faults));
}
