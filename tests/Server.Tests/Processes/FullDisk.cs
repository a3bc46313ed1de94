using System.Diagnostics;
using DsrGateway.TestKit;
using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Server.Tests.Processes;

/// <summary>A real full disk: a small tmpfs in a mount namespace of the gateway's own.</summary>
[Trait("Needs", "servers")]
public class FullDisk
{
    [Theory]
    [InlineData("data")]
    [InlineData("keys")]
    public async Task A_full_disk_is_told_clearly_leaves_nothing_half_done_and_mends_by_itself(string full)
    {
        using var folder = new TempFolder();
        await using var one = await ScriptedAdapter.StartAsync();
        await using var two = await ScriptedAdapter.StartAsync();
        one.OnFulfil = (context, stream, call) => Answers.FulfilledAsync(context, stream, call.CancellationToken, Answers.Unique("customer_number", "C-1"));
        TestGateway.Configure(folder, World.Controller.Replace("2s", "500ms"));
        Directory.CreateDirectory(folder["data"]);
        Directory.CreateDirectory(folder["keys"]);
        await using var gateway = await GatewayProcess.StartAsync(
            folder, new Dictionary<string, string> { ["one"] = one.Address, ["two"] = two.Address }, WithTmpfs(folder[full]), World.Quick);
        var accepted = new List<string> { (await gateway.Cases.ExecuteAsync(World.NewCase(), TimeSpan.FromSeconds(30))).CaseId };

        var filler = gateway.Inside(Path.Combine(folder[full], "filler"));
        Fill(filler);
        var refused = await SubmitUntilRefusedAsync(gateway, accepted);

        Assert.Equal((StatusCode.ResourceExhausted, "STORE_FULL"), (refused.Code, refused.Reason));
        Assert.True(refused.RetryDelay > TimeSpan.Zero);
        Assert.Equal(accepted.Order(), (await gateway.Cases.ListAllAsync()).Select(c => c.CaseId).Order());
        // Reading goes on.
        Assert.Equal(CaseState.Closed, (await gateway.Cases.GetAsync(accepted[0])).State);
        var again = await RichError.FromAsync(() => gateway.Cases.SubmitAsync(World.NewCase(email: "still@example.fi")));
        Assert.Equal("STORE_FULL", again.Reason);

        File.Delete(filler);
        var later = await gateway.Cases.ExecuteAsync(World.NewCase(email: "later@example.fi"), TimeSpan.FromSeconds(30));
        Assert.Equal(Conclusion.Granted, later.Conclusion);
        foreach (var id in accepted)
        {
            Assert.Equal(Conclusion.Granted, (await gateway.Cases.WaitForAsync(id, c => c.IsOver())).Conclusion);
        }

        Assert.Equal(accepted.Append(later.CaseId).Order(), (await gateway.Cases.ListAllAsync()).Select(c => c.CaseId).Order());
    }

    /// <summary>Small commits may still fit into what the store holds already.</summary>
    private static async Task<RichError> SubmitUntilRefusedAsync(GatewayProcess gateway, List<string> accepted)
    {
        for (var i = 0; i < 5000; i++)
        {
            try
            {
                accepted.Add((await gateway.Cases.SubmitAsync(World.NewCase(email: $"p{i}@example.fi"))).CaseId);
            }
            catch (RpcException e)
            {
                return RichError.Of(e);
            }
        }

        throw new InvalidOperationException("The disk never became full.");
    }

    /// <summary>As root, or as anybody in a user namespace of its own.</summary>
    private static string[] WithTmpfs(string folder)
    {
        var unshare = Works("unshare", "-m", "true") ? "-m" : Works("unshare", "-Urm", "true") ? "-Urm"
            : throw new InvalidOperationException("This test needs mount namespaces: neither unshare -m (as root) nor unshare -Urm works here.");
        return ["unshare", unshare, "sh", "-c", "mount -t tmpfs -o size=4m tmpfs \"$0\" && exec \"$@\"", folder];
    }

    private static bool Works(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // Full, as wanted.
        }
    }
}
