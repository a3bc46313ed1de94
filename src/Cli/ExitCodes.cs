using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Cli;

/// <summary>What the process tells the script that called it. docs/cli.md lists them; a test keeps the two the same.</summary>
internal static class ExitCodes
{
    /// <summary>Done: the case is closed and granted, or nothing is held that it reaches; for other commands: it worked.</summary>
    public const int Done = 0;

    /// <summary>The gateway refused the input: malformed, unknown, in conflict, not allowed.</summary>
    public const int RefusedByGateway = 1;

    /// <summary>The command line or an input file is wrong. Nothing was sent.</summary>
    public const int Usage = 2;

    /// <summary>The case is not finished yet and goes on by itself.</summary>
    public const int NotFinished = 3;

    /// <summary>The case waits for information or for a person.</summary>
    public const int NeedsAction = 4;

    /// <summary>The case is closed, and refused at least in part, or it was cancelled.</summary>
    public const int Refused = 5;

    /// <summary>The gateway or adapter cannot be reached or did not answer in time. The same command can be repeated.</summary>
    public const int NotReachable = 6;

    /// <summary>Anything else: a fault of the gateway, a damaged archive, a file that cannot be written.</summary>
    public const int Other = 7;

    /// <summary>Interrupted (Ctrl-C), as shells number it.</summary>
    public const int Interrupted = 130;

    public static int Of(Case @case) => @case.State switch
    {
        CaseState.Running => NotFinished,
        CaseState.NeedsInformation or CaseState.WaitingForPerson => NeedsAction,
        CaseState.Cancelled => Refused,
        CaseState.Closed => @case.Conclusion switch
        {
            Conclusion.Granted or Conclusion.NothingHeld or Conclusion.NotConcerned => Done,
            Conclusion.GrantedInPart or Conclusion.Refused => Refused,
            _ => Other,
        },
        _ => Other,
    };

    /// <summary>A package of a case that is not closed: taken whole, but not the answer.</summary>
    public static int OfUnfinished(CaseState state) => state is CaseState.NeedsInformation or CaseState.WaitingForPerson ? NeedsAction : NotFinished;

    public static int Of(StatusCode code) => code switch
    {
        StatusCode.InvalidArgument or StatusCode.NotFound or StatusCode.AlreadyExists or StatusCode.FailedPrecondition
            or StatusCode.OutOfRange or StatusCode.Aborted or StatusCode.PermissionDenied or StatusCode.Unauthenticated
            or StatusCode.ResourceExhausted => RefusedByGateway,
        StatusCode.Unavailable or StatusCode.DeadlineExceeded => NotReachable,
        StatusCode.Cancelled => Interrupted,
        _ => Other,
    };
}
