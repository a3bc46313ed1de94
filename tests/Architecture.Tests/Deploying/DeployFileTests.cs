using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using DsrGateway.Cases;
using DsrGateway.Cases.CallingBack;
using DsrGateway.Cases.Dispatching;
using DsrGateway.Server.Hosting;
using YamlDotNet.RepresentationModel;

namespace DsrGateway.Architecture.Deploying;

/// <summary>What can be told of the deploy files without an engine or a cluster: their form, and that what they name exists.</summary>
public sealed partial class DeployFileTests
{
    private static readonly Dictionary<string, Type> Sections = new()
    {
        [GatewayOptions.Section] = typeof(GatewayOptions),
        [CasesOptions.Section] = typeof(CasesOptions),
        [CallbackOptions.Section] = typeof(CallbackOptions),
        ["Dispatch"] = typeof(DispatchOptions),
    };

    /// <summary>The time from SIGTERM to SIGKILL must be above this.</summary>
    private static readonly TimeSpan Shutdown = (new CasesOptions().DrainTime * 2) + TimeSpan.FromSeconds(10);

    public static TheoryData<string> DeployFiles => [.. new[] { "deploy/compose", "deploy/kubernetes", "deploy/systemd" }.SelectMany(f => Tree.Files("*", f)), "deploy/Dockerfile"];

    public static TheoryData<string> Units => [.. Tree.Files("*.service", "deploy/systemd")];

    [Theory]
    [MemberData(nameof(DeployFiles))]
    public void Every_setting_exists(string file)
    {
        foreach (Match setting in SettingPattern().Matches(Text(file)))
        {
            var names = setting.Value.Split("__");
            var at = Sections[names[0]];
            foreach (var name in names[1..])
            {
                at = at.GetProperty(name, BindingFlags.Public | BindingFlags.Instance)?.PropertyType ?? throw new InvalidOperationException($"{file}: {setting.Value} is no setting.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(DeployFiles))]
    public void No_secret_is_written_down(string file)
    {
        // Documents show the form of a connection string, and a script reads a file.
        Assert.DoesNotMatch(@"(?i)(password\s*=\s*(?!\.\.\.|""\$\()|://[^\s:/]+:(?!\.\.\.)[^\s/@]+@|whsec_|kind: Secret\b)", Text(file));
    }

    [Fact]
    public void Kubernetes_objects_are_whole()
    {
        foreach (var (file, root) in Objects())
        {
            Assert.All(["apiVersion", "kind", "metadata"], key => Assert.True(root.Children.ContainsKey(key), $"{file}: an object lacks {key}."));
            Assert.NotEmpty(Scalar(root, "metadata", "name"));
        }

        Assert.Equal(
            ["ConfigMap", "Deployment", "NetworkPolicy", "PodDisruptionBudget", "Service"], Objects().Select(o => Scalar(o.Root, "kind")).Distinct().Order());
    }

    [Fact]
    public void Kubernetes_pods_are_probed_limited_and_given_time_to_drain()
    {
        var pods = Objects().Where(o => Scalar(o.Root, "kind") == "Deployment").Select(o => (YamlMappingNode)Find(o.Root, "spec", "template", "spec")!).ToList();
        Assert.Equal(2, pods.Count);
        foreach (var pod in pods)
        {
            Assert.True(Seconds(Scalar(pod, "terminationGracePeriodSeconds")) > Shutdown);
            Assert.Equal("true", Scalar(pod, "securityContext", "runAsNonRoot"));
            foreach (var container in Maps(pod, "containers").Concat(Maps(pod, "initContainers")))
            {
                Assert.NotEmpty(Scalar(container, "resources", "limits", "memory"));
                Assert.NotEmpty(Scalar(container, "resources", "requests", "cpu"));
                Assert.Equal("false", Scalar(container, "securityContext", "allowPrivilegeEscalation"));
            }

            Assert.All(Maps(pod, "containers"), c => Assert.True(Find(c, "readinessProbe") is not null && Find(c, "livenessProbe") is not null));
            var gateway = Maps(pod, "containers").Single(c => Scalar(c, "name") == "gateway");
            // The kubelet would call the pod's address, and the gateway listens on loopback.
            Assert.Null(Find(gateway, "readinessProbe", "grpc"));
            Assert.Contains("health", Words(Find(gateway, "readinessProbe", "exec", "command")));
            Assert.Contains("--service=liveness", Words(Find(gateway, "livenessProbe", "exec", "command")));
        }
    }

    [Fact]
    public void What_kubernetes_pods_mount_exists_or_is_said_to_be_yours()
    {
        var maps = Objects().Where(o => Scalar(o.Root, "kind") == "ConfigMap").Select(o => Scalar(o.Root, "metadata", "name")).ToList();
        var readme = Text("deploy/kubernetes/README.md");
        foreach (var pod in Objects().Where(o => Scalar(o.Root, "kind") == "Deployment").Select(o => (YamlMappingNode)Find(o.Root, "spec", "template", "spec")!))
        {
            var volumes = Maps(pod, "volumes").ToDictionary(v => Scalar(v, "name"));
            Assert.All(volumes.Values.Where(v => Find(v, "configMap") is not null), v => Assert.Contains(Scalar(v, "configMap", "name"), maps));
            Assert.All(volumes.Values.Where(v => Find(v, "secret") is not null), v => Assert.Contains($"`{Scalar(v, "secret", "secretName")}`", readme, StringComparison.Ordinal));
            foreach (var container in Maps(pod, "containers").Concat(Maps(pod, "initContainers")).Where(c => Find(c, "volumeMounts") is not null))
            {
                var mounts = Maps(container, "volumeMounts").ToList();
                Assert.All(mounts, m => Assert.True(volumes.ContainsKey(Scalar(m, "name"))));
                var places = mounts.Select(m => Scalar(m, "mountPath")).ToList();
                var files = Find(container, "env") is null ? [] : Maps(container, "env").Select(e => Scalar(e, "value")).Where(v => v.StartsWith('/'));
                Assert.All(files, file => Assert.Contains(places, place => file.StartsWith(place, StringComparison.Ordinal)));
            }
        }
    }

    [Fact]
    public void The_example_controller_has_no_fault()
    {
        var map = Objects().Single(o => Scalar(o.Root, "metadata", "name") == "dsr-gateway-controllers").Root;

        Assert.Empty(Cases.Configuring.ControllerConfigReader.Read([("example.yaml", Scalar(map, "data", "example.yaml"))]).Faults);
    }

    [Fact]
    public void Compose_services_are_checked_limited_and_publish_nothing()
    {
        var root = (YamlMappingNode)Documents("deploy/compose/compose.yaml").Single().RootNode;
        var secrets = ((YamlMappingNode)Find(root, "secrets")!).Children.Keys.Select(k => k.ToString()).ToList();
        var volumes = ((YamlMappingNode)Find(root, "volumes")!).Children.Keys.Select(k => k.ToString()).ToList();
        var services = ((YamlMappingNode)Find(root, "services")!).Children;
        Assert.Equal(["gateway-1", "gateway-2", "postgres", "rabbitmq"], services.Keys.Select(k => k.ToString()));
        foreach (var (name, service) in services.Select(s => (s.Key.ToString(), (YamlMappingNode)s.Value)))
        {
            Assert.Null(Find(service, "ports"));
            Assert.NotNull(Find(service, "healthcheck", "test"));
            Assert.NotEmpty(Scalar(service, "deploy", "resources", "limits", "memory"));
            Assert.Empty(Words(Find(service, "secrets")).Except(secrets));
            var mounted = Words(Find(service, "volumes")).Select(v => v.Split(':')[0]).ToList();
            Assert.Empty(mounted.Where(v => !v.StartsWith('.')).Except(volumes));
            if (name.StartsWith("gateway", StringComparison.Ordinal))
            {
                Assert.True(Seconds(Scalar(service, "stop_grace_period").TrimEnd('s')) > Shutdown);
                var files = ((YamlMappingNode)Find(service, "environment")!).Children.Values.Select(v => v.ToString()).Where(v => v.StartsWith("/run/secrets/", StringComparison.Ordinal));
                Assert.Equal(Words(Find(service, "secrets")).Order(), files.Select(f => Path.GetFileName(f)!).Order());
            }
        }

        var readme = Text("deploy/compose/README.md");
        Assert.All(secrets, s => Assert.Contains($"`{s}`", readme, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Units))]
    public async Task A_unit_is_closed_in_and_given_time_to_drain(string file)
    {
        var lines = Text(file).Split('\n');
        Assert.All(
            ["NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "CapabilityBoundingSet=", "UMask=0077"], line => Assert.Contains(line, lines));
        Assert.True(Seconds(Assert.Single(lines, l => l.StartsWith("TimeoutStopSec=", StringComparison.Ordinal)).Split('=')[1]) > Shutdown);
        var loaded = lines.Where(l => l.StartsWith("LoadCredential=", StringComparison.Ordinal)).Select(l => l.Split('=')[1].Split(':')[0]);
        var used = lines.Where(l => l.Contains("=%d/", StringComparison.Ordinal)).Select(l => l.Split("%d/")[1]);
        Assert.Equal(loaded.Order(), used.Order());
        Assert.Equal("", await VerifyAsync(file));
    }

    /// <summary>What systemd says of the unit, but for programs that are not on this machine; nothing where there is no systemd.</summary>
    private static async Task<string> VerifyAsync(string file)
    {
        if (!File.Exists("/usr/bin/systemd-analyze"))
        {
            return "";
        }

        using var verify = Process.Start(new ProcessStartInfo("/usr/bin/systemd-analyze", ["verify", "--man=no", Path.Combine(Tree.Root, file)]) { RedirectStandardError = true })!;
        var said = await verify.StandardError.ReadToEndAsync();
        await verify.WaitForExitAsync();
        return string.Join('\n', said.Split('\n').Where(l => l.Contains(Path.GetFileName(file), StringComparison.Ordinal) && !l.Contains("not executable", StringComparison.Ordinal)));
    }

    private static string Text(string file) => File.ReadAllText(Path.Combine(Tree.Root, file));

    private static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(int.Parse(text, System.Globalization.CultureInfo.InvariantCulture));

    private static IEnumerable<(string File, YamlMappingNode Root)> Objects() =>
        Tree.Files("*.yaml", "deploy/kubernetes").SelectMany(file => Documents(file).Select(d => (file, (YamlMappingNode)d.RootNode)));

    private static IList<YamlDocument> Documents(string file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Text(file)));
        return stream.Documents;
    }

    private static YamlNode? Find(YamlNode node, params string[] path) =>
        path.Aggregate((YamlNode?)node, (at, key) => at is YamlMappingNode map && map.Children.TryGetValue(key, out var next) ? next : null);

    private static string Scalar(YamlNode node, params string[] path) =>
        Find(node, path) is YamlScalarNode { Value: { } value } ? value : throw new InvalidOperationException($"{string.Join('.', path)} is missing.");

    private static IEnumerable<YamlMappingNode> Maps(YamlNode node, string key) => ((YamlSequenceNode)Find(node, key)!).Children.Cast<YamlMappingNode>();

    private static List<string> Words(YamlNode? node) => node is YamlSequenceNode list ? [.. list.Children.Select(c => c.ToString())] : [];

    [GeneratedRegex(@"\b(Gateway|Cases|Dispatch|Callbacks)(__[A-Za-z]+)+")]
    private static partial Regex SettingPattern();
}
