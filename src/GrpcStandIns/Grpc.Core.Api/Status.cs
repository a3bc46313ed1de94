namespace Grpc.Core;

/// <summary>How a call ended.</summary>
public readonly struct Status(StatusCode statusCode, string detail, Exception? debugException)
{
    public static readonly Status DefaultSuccess = new(StatusCode.OK, "");
    public static readonly Status DefaultCancelled = new(StatusCode.Cancelled, "");

    public Status(StatusCode statusCode, string detail)
        : this(statusCode, detail, null)
    {
    }

    public StatusCode StatusCode { get; } = statusCode;

    public string Detail { get; } = detail;

    /// <summary>The local cause, for logs. It never travels to the other side.</summary>
    public Exception? DebugException { get; } = debugException;

    public override string ToString()
    {
        var text = $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\"";
        return DebugException is null ? text + ")" : $"{text}, DebugException=\"{DebugException.GetType()}: {DebugException.Message}\")";
    }
}
