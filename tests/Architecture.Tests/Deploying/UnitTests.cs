using System.Diagnostics;

namespace DsrGateway.Architecture.Deploying;

/// <summary>The systemd units.</summary>
public sealed class UnitTests
{
    private const string Analyze = "/usr/bin/systemd-analyze";

    public static TheoryData<string> Units => [.. Tree.Files("*.service", "deploy/systemd")];

    [Theory]
    [MemberData(nameof(Units))]
    public void A_unit_is_closed_in_and_given_time_to_drain(string file)
    {
        var lines = Yaml.Text(file).Split('\n');
        Assert.All(
            [
                "NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "CapabilityBoundingSet=", "UMask=0077", "LimitCORE=0",
                "Environment=DOTNET_EnableDiagnostics=0",
            ],
            line => Assert.Contains(line, lines));
        Assert.True(Yaml.Seconds(Value(file, "TimeoutStopSec")) > DeployFileTests.Shutdown);
        var loaded = lines.Where(l => l.StartsWith("LoadCredential=", StringComparison.Ordinal)).Select(l => l.Split('=')[1].Split(':')[0]);
        var used = lines.Where(l => l.Contains("=%d/", StringComparison.Ordinal)).Select(l => l.Split("%d/")[1]);
        Assert.Equal(loaded.Order(), used.Order());
    }

    /// <summary>So that `journalctl -p err` shows errors: the log's lines by their own priority, what has none (a faulty configuration, a crash) as one.</summary>
    [Theory]
    [MemberData(nameof(Units))]
    public void Lines_come_with_their_priority(string file)
    {
        Assert.Contains("Environment=Logging__Console__FormatterName=systemd", Yaml.Text(file).Split('\n'));
        Assert.Equal("err", Value(file, "SyslogLevel"));
    }

    [Theory]
    [MemberData(nameof(Units))]
    public void What_cannot_start_is_not_started_for_ever(string file)
    {
        Assert.Equal("2", Value(file, "RestartPreventExitStatus"));
        var within = Value(file, "StartLimitIntervalSec");
        Assert.EndsWith("min", within, StringComparison.Ordinal);
        // The limit must be one that can be reached: so many starts, each after its pause, within the interval.
        var starts = int.Parse(Value(file, "StartLimitBurst"), System.Globalization.CultureInfo.InvariantCulture);
        var interval = TimeSpan.FromMinutes(int.Parse(within[..^3], System.Globalization.CultureInfo.InvariantCulture));
        Assert.InRange(Yaml.Seconds(Value(file, "RestartSec")) * starts, TimeSpan.FromMinutes(5), interval);
    }

    [Theory]
    [MemberData(nameof(Units))]
    public async Task Systemd_has_no_fault_to_find(string file) => Assert.Equal("", await VerifyAsync(file));

    private static string Value(string file, string key) =>
        Assert.Single(Yaml.Text(file).Split('\n'), l => l.StartsWith(key + "=", StringComparison.Ordinal)).Split('=')[1];

    /// <summary>What systemd says of the unit, but for programs that are not on this machine; nothing where there is no systemd.</summary>
    private static async Task<string> VerifyAsync(string file)
    {
        if (!File.Exists(Analyze))
        {
            return "";
        }

        using var verify = Process.Start(new ProcessStartInfo(Analyze, ["verify", "--man=no", Path.Combine(Tree.Root, file)]) { RedirectStandardError = true })!;
        var said = await verify.StandardError.ReadToEndAsync();
        await verify.WaitForExitAsync();
        return string.Join('\n', said.Split('\n').Where(l => l.Contains(Path.GetFileName(file), StringComparison.Ordinal) && !l.Contains("not executable", StringComparison.Ordinal)));
    }
}
