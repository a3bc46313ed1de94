using YamlDotNet.RepresentationModel;

namespace DsrGateway.Architecture.Deploying;

/// <summary>The Compose file; `./dev containers` runs it.</summary>
public sealed class ComposeTests
{
    private static readonly YamlMappingNode Root = Yaml.Documents("deploy/compose/compose.yaml").Single();
    private static readonly IReadOnlyDictionary<string, YamlMappingNode> Services = Root.Entries("services");

    private static IEnumerable<YamlMappingNode> Gateways => Services.Where(s => s.Key.StartsWith("gateway-", StringComparison.Ordinal)).Select(s => s.Value);

    private static IEnumerable<YamlMappingNode> Adapters => Services.Where(s => s.Key.StartsWith("adapter-", StringComparison.Ordinal)).Select(s => s.Value);

    [Fact]
    public void Services_are_pinned_checked_limited_logged_within_bounds_and_publish_nothing()
    {
        Assert.Equal(
            ["node-1", "node-2", "gateway-1", "gateway-2", "adapter-sql-1", "adapter-sql-2", "postgres", "rabbitmq"], Services.Keys);
        Assert.All(Services.Values, service =>
        {
            Assert.Matches(DeployFileTests.PinnedPattern(), service.Scalar("image").TrimEnd('}'));
            Assert.Null(service.Find("ports"));
            Assert.NotNull(service.Find("healthcheck", "test"));
            Assert.NotEmpty(service.Scalar("deploy", "resources", "limits", "memory"));
            Assert.NotEmpty(service.Scalar("logging", "options", "max-size"));
            Assert.NotEmpty(service.Scalar("logging", "options", "max-file"));
        });
    }

    [Fact]
    public void Secrets_and_volumes_that_are_used_exist()
    {
        var (secrets, volumes) = (Root.Entries("secrets").Keys, Root.Entries("volumes").Keys);
        Assert.All(Services.Values, service =>
        {
            Assert.Empty(service.Words("secrets").Except(secrets));
            Assert.Empty(service.Words("volumes").Select(v => v.Split(':')[0]).Where(v => !v.StartsWith('.')).Except(volumes));
        });
        Assert.All(secrets, s => Assert.Contains($"`{s}`", Yaml.Text("deploy/compose/README.md"), StringComparison.Ordinal));
    }

    [Fact]
    public void Gateways_read_their_secrets_from_files_and_have_the_time_to_drain() => Assert.All(Gateways, gateway =>
    {
        Assert.True(Yaml.Seconds(gateway.Scalar("stop_grace_period")) > DeployFileTests.Shutdown);
        var files = gateway.Entries("environment").Keys.Select(k => gateway.Scalar("environment", k)).Where(v => v.StartsWith("/run/secrets/", StringComparison.Ordinal));
        Assert.Equal(gateway.Words("secrets").Order(), files.Select(f => Path.GetFileName(f)!).Order());
    });

    /// <summary>A mounted file stays the one it was when another is put in its place, as editors and most tools do.</summary>
    [Fact]
    public void What_changes_while_a_gateway_runs_is_in_a_mounted_folder() => Assert.All(Gateways.Concat(Adapters), service =>
    {
        Assert.All(service.Words("volumes").Where(v => v.StartsWith("./", StringComparison.Ordinal)), v => Assert.False(Path.HasExtension(v.Split(':')[0]), v));
        var places = service.Words("volumes").Select(v => v.Split(':')[1]).ToList();
        Assert.All(Settings(service, "File").Where(f => !f.StartsWith("/run/secrets/", StringComparison.Ordinal)), f => Assert.Contains(Path.GetDirectoryName(f), places));
    });

    /// <summary>On a network of containers anybody could call Fulfil: an adapter does not authenticate its callers.</summary>
    [Fact]
    public void Each_gateway_has_its_adapters_on_the_loopback_it_shares_with_them()
    {
        var spaces = Gateways.Select(g => g.Scalar("network_mode")).ToList();
        Assert.Equal(spaces.Count, spaces.Distinct().Count());
        Assert.Equal(spaces, Adapters.Select(a => a.Scalar("network_mode")));
        // Not the gateway's own: the namespace would go with the gateway, and its adapters would be left in one where nobody is.
        Assert.All(spaces, s => Assert.StartsWith("service:node-", s, StringComparison.Ordinal));
        Assert.All(spaces, s => Assert.Contains(s["service:".Length..], Services.Keys));
        Assert.All(Adapters, a => Assert.True(new Uri(a.Scalar("environment", "Adapter__Address")).IsLoopback));
    }

    [Fact]
    public void The_controllers_keys_are_one_volume_that_outlives_all_and_that_no_gateway_writes()
    {
        Assert.Equal("true", Root.Scalar("volumes", "controller-keys", "external"));
        Assert.All(Gateways, g => Assert.Contains($"controller-keys:{g.Scalar("environment", "Cases__KeyFolder")}:ro", g.Words("volumes")));
    }

    [Fact]
    public void Postgres_is_ready_when_it_takes_connections_from_others() => Assert.Contains("-h", Services["postgres"].Words("healthcheck", "test"));

    private static IEnumerable<string> Settings(YamlMappingNode service, string end) =>
        service.Entries("environment").Keys.Where(k => k.EndsWith(end, StringComparison.Ordinal)).Select(k => service.Scalar("environment", k));
}
