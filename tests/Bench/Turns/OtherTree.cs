using DsrGateway.Bench.Running;

namespace DsrGateway.Bench.Turns;

/// <summary>A commit, checked out and built in a folder of its own, gone at the end.</summary>
internal sealed class OtherTree : IAsyncDisposable
{
    private readonly string _folder;

    private OtherTree(string folder, string name) => (_folder, Name) = (folder, name);

    public string Name { get; }

    /// <summary>Its gateway's executable.</summary>
    public string Gateway => Repository.GatewayOf(Path.Combine(_folder, "artifacts"), "release");

    /// <param name="parent">Where its folder is made.</param>
    public static async Task<OtherTree> CheckOutAsync(string revision, string parent, CancellationToken cancellation)
    {
        var tree = new OtherTree(Path.Combine(parent, Guid.NewGuid().ToString("N")), await NameAsync(revision, cancellation));
        try
        {
            await Tool.RunAsync("git", ["worktree", "add", "--detach", tree._folder, revision], cancellation);
            Screen.Tell($"building {tree.Name}");
            // By its own script, with its own packages.
            await Tool.RunAsync(Path.Combine(tree._folder, "dev"), ["bench", "--help"], cancellation);
            return File.Exists(tree.Gateway) ? tree : throw new BenchException($"{tree.Name} builds no {tree.Gateway}");
        }
        catch
        {
            await tree.DisposeAsync();
            throw;
        }
    }

    /// <summary>A commit's short name and subject.</summary>
    public static async Task<string> NameAsync(string revision, CancellationToken cancellation) =>
        (await Tool.RunAsync("git", ["log", "-1", "--format=%h %s", revision], cancellation)).Trim();

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists(_folder))
        {
            await Tool.RunAsync("git", ["worktree", "remove", "--force", _folder], CancellationToken.None);
        }
    }
}
