using DsrGateway.TestServers.Shared;

namespace DsrGateway.Cases.Servers;

/// <summary>How the tests choose where their servers come from. A test that gets no server fails; it is never skipped.</summary>
public sealed class ServerSourceTests
{
    [Theory]
    [InlineData(null, "Host=x", true, ServerSource.Environment)]
    [InlineData(null, null, true, ServerSource.Containers)]
    [InlineData(null, "", false, ServerSource.Packages)]
    [InlineData("environment", "Host=x", true, ServerSource.Environment)]
    [InlineData("containers", "Host=x", true, ServerSource.Containers)]
    [InlineData("packages", "Host=x", true, ServerSource.Packages)]
    public void What_is_given_goes_first_then_a_container_then_a_package_unless_one_is_forced(string? forced, string? given, bool hasEngine, ServerSource expected) =>
        Assert.Equal(expected, Choose(forced, given, hasEngine));

    [Theory]
    [InlineData("environment", "DSR_TEST_X is not set")]
    [InlineData("containers", "no container engine answers")]
    [InlineData("podman", "environment, containers or packages")]
    public void What_is_forced_and_not_there_is_said_in_one_line(string forced, string said)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Choose(forced, given: null, hasEngine: false));

        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    private static ServerSource Choose(string? forced, string? given, bool hasEngine) =>
        ServerSources.Choose("DSR_TEST_X", name => name == ServerSources.Variable ? forced : given, () => hasEngine);
}
