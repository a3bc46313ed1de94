using System.Diagnostics;
using System.Globalization;

namespace DsrGateway.Architecture;

/// <summary>What `./dev test` says of processes that outlive a test project's runner: tests/left-behind.</summary>
public sealed class LeftBehindTests
{
    [Fact]
    public async Task What_ends_while_it_is_waited_for_is_not_left_behind()
    {
        using var group = Group();
        using var look = LookAt(group.Id, patience: 60);

        Assert.Contains(Named(group.Id), await look.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
        group.StandardInput.Close();
        await look.WaitForExitAsync();

        Assert.Equal(0, look.ExitCode);
        await group.WaitForExitAsync();
    }

    [Fact]
    public async Task What_stays_is_named_by_its_command_line()
    {
        using var group = Group();
        using var look = LookAt(group.Id, patience: 0);

        Assert.Equal($"left {Named(group.Id)}", (await look.StandardOutput.ReadToEndAsync()).Trim());
        await look.WaitForExitAsync();

        Assert.Equal(1, look.ExitCode);
        group.StandardInput.Close();
        await group.WaitForExitAsync();
    }

    /// <summary>A process group that lives until its input ends; its leader has become what it started.</summary>
    private static Process Group()
    {
        var group = Process.Start(new ProcessStartInfo("setsid", ["cat", "-"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;

        // It answers: by now it is the leader of its group, and cat.
        group.StandardInput.WriteLine();
        group.StandardInput.Flush();
        group.StandardOutput.ReadLine();
        return group;
    }

    private static string Named(int id) => string.Create(CultureInfo.InvariantCulture, $"{id}: cat -");

    private static Process LookAt(int group, int patience) => Process.Start(new ProcessStartInfo(
        Path.Combine(Tree.Root, "tests/left-behind"), [group.ToString(CultureInfo.InvariantCulture), patience.ToString(CultureInfo.InvariantCulture)])
    {
        RedirectStandardOutput = true,
    })!;
}
