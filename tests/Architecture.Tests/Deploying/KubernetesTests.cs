using YamlDotNet.RepresentationModel;

namespace DsrGateway.Architecture.Deploying;

/// <summary>What the manifests promise. They run on no cluster here.</summary>
public sealed class KubernetesTests
{
    /// <summary>A migration of a large database is minutes; a probe that ends it would begin it anew, for ever.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(20);

    private static readonly IReadOnlyList<YamlMappingNode> Objects = [.. Tree.Files("*.yaml", "deploy/kubernetes").SelectMany(Yaml.Documents)];

    public static TheoryData<string> Deployments => [.. Objects.Where(o => o.Scalar("kind") == "Deployment").Select(o => o.Scalar("metadata", "name"))];

    [Fact]
    public void They_are_of_these_kinds_and_no_others() => Assert.Equal(
        ["ConfigMap", "Deployment", "NetworkPolicy", "PodDisruptionBudget", "Service"], Objects.Select(o => o.Scalar("kind")).Distinct().Order());

    [Theory]
    [MemberData(nameof(Deployments))]
    public void Containers_are_pinned_limited_and_closed_in(string name)
    {
        var pod = Pod(name);
        Assert.Equal("true", pod.Scalar("securityContext", "runAsNonRoot"));
        Assert.All(Containers(pod), container =>
        {
            Assert.Matches(DeployFileTests.PinnedPattern(), container.Scalar("image"));
            Assert.NotEmpty(container.Scalar("resources", "limits", "memory"));
            Assert.NotEmpty(container.Scalar("resources", "requests", "cpu"));
            Assert.Equal("false", container.Scalar("securityContext", "allowPrivilegeEscalation"));
        });
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public void The_gateway_is_probed_from_within_and_given_the_time_to_start_and_to_drain(string name)
    {
        var gateway = Container(name, "gateway");
        Assert.All(Pod(name).Maps("containers"), c => Assert.True(c.Find("readinessProbe") is not null && c.Find("livenessProbe") is not null));
        // The kubelet would call the pod's address, and the gateway listens on loopback.
        Assert.Contains("health", gateway.Words("readinessProbe", "exec", "command"));
        Assert.Contains("--service=liveness", gateway.Words("livenessProbe", "exec", "command"));
        Assert.Contains("--service=liveness", gateway.Words("startupProbe", "exec", "command"));
        Assert.True(Yaml.Seconds(gateway.Scalar("startupProbe", "periodSeconds")) * Number(gateway, "startupProbe", "failureThreshold") >= LongestStart);
        var before = gateway.Find("lifecycle") is null ? TimeSpan.Zero : Yaml.Seconds(gateway.Words("lifecycle", "preStop", "exec", "command")[^1]);
        Assert.True(Yaml.Seconds(Pod(name).Scalar("terminationGracePeriodSeconds")) > DeployFileTests.Shutdown + before);
    }

    /// <summary>All containers of a pod get their SIGTERM at once, and a gateway that drains takes no new case.</summary>
    [Fact]
    public void The_gateway_beside_a_portal_stops_after_it() => Assert.NotEmpty(Container("dsr-gateway-api", "gateway").Words("lifecycle", "preStop", "exec", "command"));

    [Theory]
    [MemberData(nameof(Deployments))]
    public void Pods_are_spread_over_machines_and_zones(string name)
    {
        var spread = Pod(name).Maps("topologySpreadConstraints");
        Assert.Equal(["kubernetes.io/hostname", "topology.kubernetes.io/zone"], spread.Select(s => s.Scalar("topologyKey")));
        Assert.All(spread, s => Assert.Equal(name, s.Scalar("labelSelector", "matchLabels", "app.kubernetes.io/name")));
    }

    /// <summary>On the cluster's network anybody could call Fulfil: an adapter does not authenticate its callers.</summary>
    [Theory]
    [MemberData(nameof(Deployments))]
    public void Every_adapter_is_in_the_gateways_pod_from_before_it_until_after(string name)
    {
        var addresses = Object("dsr-gateway-adapters").Scalar("data", "adapters.json");
        var adapters = System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, Uri>>(addresses)!;
        Assert.All(adapters, adapter =>
        {
            Assert.True(adapter.Value.IsLoopback);
            var container = Pod(name).Maps("initContainers").Single(c => c.Scalar("name") == $"adapter-{adapter.Key}");
            Assert.Equal("Always", container.Scalar("restartPolicy"));
            Assert.Equal(adapter.Value, new Uri(container.Maps("env").Single(e => e.Scalar("name") == "Adapter__Address").Scalar("value")));
        });
        var open = Object("dsr-gateway").Maps("spec", "egress").SelectMany(e => e.Maps("ports")).Select(p => Number(p, "port"));
        Assert.DoesNotContain(7100, open);
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public void A_controllers_key_comes_from_the_secret_and_none_is_made_in_a_pod(string name)
    {
        var folder = Container(name, "gateway").Maps("env").Single(e => e.Scalar("name") == "Cases__KeyFolder").Scalar("value");
        Assert.Equal("true", Container(name, "gateway").Maps("volumeMounts").Single(m => m.Scalar("mountPath") == folder).Scalar("readOnly"));
        Assert.Contains(Pod(name).Maps("volumes"), v => v.Find("secret") is { } s && s.Scalar("secretName") == "dsr-gateway-controller-keys");
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public void What_pods_mount_exists_or_is_said_to_be_yours(string name)
    {
        var maps = Objects.Where(o => o.Scalar("kind") == "ConfigMap").Select(o => o.Scalar("metadata", "name")).ToList();
        var volumes = Pod(name).Maps("volumes").ToDictionary(v => v.Scalar("name"));
        Assert.All(volumes.Values.Where(v => v.Find("configMap") is not null), v => Assert.Contains(v.Scalar("configMap", "name"), maps));
        Assert.All(volumes.Values.Where(v => v.Find("secret") is not null), v => Assert.Contains($"`{v.Scalar("secret", "secretName")}`", Yaml.Text("deploy/kubernetes/README.md"), StringComparison.Ordinal));
        foreach (var container in Containers(Pod(name)))
        {
            var mounts = container.Maps("volumeMounts");
            Assert.All(mounts, m => Assert.True(volumes.ContainsKey(m.Scalar("name"))));
            var files = container.Maps("env").Select(e => e.Scalar("value")).Concat(container.Words("args")).Where(v => v.StartsWith('/'));
            Assert.All(files, file => Assert.Contains(mounts, m => file.StartsWith(m.Scalar("mountPath"), StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void The_example_controller_has_no_fault()
    {
        var text = Object("dsr-gateway-controllers").Scalar("data", "example.yaml");
        Assert.Empty(Cases.Configuring.ControllerConfigReader.Read([("example.yaml", text)]).Faults);
    }

    private static YamlMappingNode Object(string name) => Objects.Single(o => o.Scalar("metadata", "name") == name && o.Scalar("kind") is not "PodDisruptionBudget");

    private static YamlMappingNode Pod(string name) => (YamlMappingNode)Object(name).Find("spec", "template", "spec")!;

    private static IEnumerable<YamlMappingNode> Containers(YamlMappingNode pod) => pod.Maps("initContainers").Concat(pod.Maps("containers"));

    private static YamlMappingNode Container(string deployment, string name) => Containers(Pod(deployment)).Single(c => c.Scalar("name") == name);

    private static int Number(YamlNode node, params string[] path) => int.Parse(node.Scalar(path), System.Globalization.CultureInfo.InvariantCulture);
}
