using DsrGateway.Bench.Running;

namespace DsrGateway.Bench.Turns;

/// <summary>Another commit, checked out and built in a folder of its own, gone at the end.</summary>
internal sealed class OtherTree : IAsyncDisposable
{
    private readonly string _folder;

    private OtherTree(string folder, string name) => (_folder, Name) = (folder, name);

    public string Name { get; }

    public string Bench => Path.Combine(_folder, "artifacts", "bin", "DsrGateway.Bench", "release", "DsrGateway.Bench");

    public static async Task<OtherTree> CheckOutAsync(string revision, CancellationToken cancellation)
    {
        var name = await NameAsync(revision, cancellation);
        var folder = Directory.CreateTempSubdirectory("dsr-turns-").FullName;
        var tree = new OtherTree(Path.Combine(folder, "tree"), name);
        try
        {
            await Tool.RunAsync("git", ["worktree", "add", "--detach", tree._folder, revision], cancellation);
            Screen.Tell($"building {name}");
            // By its own script, with its own packages.
            await Tool.RunAsync(Path.Combine(tree._folder, "dev"), ["bench", "--help"], cancellation);
            return tree;
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

        Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);
    }
}
