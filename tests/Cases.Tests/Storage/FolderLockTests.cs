using System.Diagnostics;

namespace DsrGateway.Cases.Storage;

public sealed class FolderLockTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_has_one_holder()
    {
        using var held = FolderLock.Take(_folder.Path);

        Assert.Contains("held by another gateway process", Assert.Throws<InvalidOperationException>(() => FolderLock.Take(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_was_let_go_can_be_taken()
    {
        FolderLock.Take(_folder.Path).Dispose();
        FolderLock.Take(_folder.Path).Dispose();
    }

    [Fact]
    public void Another_process_cannot_take_a_held_folder_and_can_once_it_is_let_go()
    {
        using (FolderLock.Take(_folder.Path))
        {
            Assert.Equal(1, TakeInAnotherProcess());
        }

        Assert.Equal(0, TakeInAnotherProcess());
    }

    /// <summary>util-linux' flock takes the lock that the runtime takes for FileShare.None.</summary>
    private int TakeInAnotherProcess()
    {
        using var other = Process.Start(new ProcessStartInfo("flock", ["--nonblock", "--exclusive", _folder["gateway.lock"], "true"]))!;
        other.WaitForExit();
        return other.ExitCode;
    }
}
