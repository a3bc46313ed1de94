namespace DsrGateway.Cases;

/// <summary>
/// The durable boundaries of a case, each a place where a crash must lose nothing. The kill -9 tests take this list as their
/// own: a member that no case ever reaches fails them.
/// </summary>
public enum Failpoint
{
    OpenBeforeKey, OpenAfterKey, SagaLoaded, OpenBeforeCommit, OpenAfterCommit, OpenAfterSend,
    AdvanceBeforeCommit, AdvanceAfterCommit, AdvanceAfterSend,
    CloseBeforeCommit, CloseAfterCommit,
    LocateBeforeCall, LocateAfterAnswer, LocateAfterRecord, LocateAfterTell,
    FulfilBeforeCall, FulfilFirstMessage, FulfilAfterPiece, FulfilAfterAnswer, FulfilAfterRecord, FulfilAfterTell,
    VerifyBeforeCall, VerifyAfterAnswer, VerifyAfterRecord, VerifyAfterTell,
    DeferBeforeRecord, DeferAfterRecord,
    ReconcileAfterLease, ReconcileAfterSend,
    WakeAfterWrite,
    InformationBeforeCommit, InformationAfterCommit,
    ByHandBeforeCommit, ByHandAfterCommit,
    RetryBeforeCommit, RetryAfterCommit,
    CancelBeforeCommit, CancelAfterCommit,
    CallbackAfterLease, CallbackAfterAnswer,
}

/// <summary>
/// Ends the own process like kill -9 at a chosen failpoint. Idle unless DSR_FAILPOINT_FILE names a file; then the file's one
/// line is the failpoint to die at. The file is emptied first, so that the restarted process lives.
/// </summary>
public static class Failpoints
{
    private static readonly string? File = Environment.GetEnvironmentVariable("DSR_FAILPOINT_FILE");

    public static void Reach(Failpoint failpoint)
    {
        if (File is not null)
        {
            DieIfChosen(File, failpoint.ToString());
        }
    }

    private static void DieIfChosen(string file, string name)
    {
        if (System.IO.File.Exists(file) && System.IO.File.ReadAllText(file).Trim() == name)
        {
            System.IO.File.WriteAllText(file, "");
            using var self = System.Diagnostics.Process.GetCurrentProcess();
            self.Kill();
            Thread.CurrentThread.Join();
        }
    }
}
