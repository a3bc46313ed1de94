using System.Reflection;
using System.Text.RegularExpressions;
using DsrGateway.Cases;
using DsrGateway.Cases.CallingBack;
using DsrGateway.Cases.Dispatching;
using DsrGateway.Server.Hosting;

namespace DsrGateway.Architecture.Deploying;

/// <summary>What holds for the deploy files of every kind. `./dev containers` runs those of Compose.</summary>
public sealed partial class DeployFileTests
{
    /// <summary>The time from SIGTERM to SIGKILL must be above this.</summary>
    internal static readonly TimeSpan Shutdown = (new CasesOptions().DrainTime * 2) + TimeSpan.FromSeconds(10);

    private static readonly Dictionary<string, Type> Sections = new()
    {
        [GatewayOptions.Section] = typeof(GatewayOptions),
        [CasesOptions.Section] = typeof(CasesOptions),
        [CallbackOptions.Section] = typeof(CallbackOptions),
        ["Dispatch"] = typeof(DispatchOptions),
    };

    public static TheoryData<string> DeployFiles => [.. new[] { "deploy/compose", "deploy/kubernetes", "deploy/systemd" }.SelectMany(f => Tree.Files("*", f)), "deploy/Dockerfile"];

    [Theory]
    [MemberData(nameof(DeployFiles))]
    public void Every_setting_exists(string file)
    {
        foreach (Match setting in SettingPattern().Matches(Yaml.Text(file)))
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
    public void No_secret_is_written_down_or_given_as_an_argument(string file)
    {
        // Documents show the form of a connection string, and a program reads a file.
        Assert.DoesNotMatch(@"(?i)(password\s*=\s*(?!\.\.\.)|://[^\s:/]+:(?!\.\.\.)[^\s/@]+@|whsec_|kind: Secret\b)", Yaml.Text(file));
    }

    [Fact]
    public void Images_are_built_on_pinned_ones_and_show_nothing_to_debuggers()
    {
        var lines = Yaml.Text("deploy/Dockerfile").Split('\n');

        Assert.All(lines.Where(l => l.StartsWith("ARG ", StringComparison.Ordinal)), l => Assert.Matches(PinnedPattern(), l));
        Assert.Contains("ENV DOTNET_EnableDiagnostics=0", lines);
        Assert.All(["adapter-sql", "gateway"], image => Assert.Contains(lines, l => l.StartsWith("ENTRYPOINT", StringComparison.Ordinal) && l.Contains("umask 077; ulimit -c 0;", StringComparison.Ordinal) && l.Contains($"\"{image}\"", StringComparison.Ordinal)));
    }

    /// <summary>A name with a version of at least two numbers.</summary>
    [GeneratedRegex(@":\d+\.\d+(\.\d+)?[^/:]*$")]
    internal static partial Regex PinnedPattern();

    [GeneratedRegex(@"\b(Gateway|Cases|Dispatch|Callbacks)(__[A-Za-z]+)+")]
    private static partial Regex SettingPattern();
}
