namespace DsrGateway.AdapterKit;

/// <summary>The system behind the adapter cannot be reached: the call ends UNAVAILABLE and the gateway tries again later.</summary>
public sealed class TargetUnavailableException : Exception
{
    public TargetUnavailableException() { }

    public TargetUnavailableException(string message) : base(message) { }

    public TargetUnavailableException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>A field of the step that the system cannot work with: INVALID_ARGUMENT, naming the field. The message must hold no personal data.</summary>
public sealed class StepFaultException : Exception
{
    public StepFaultException() { }

    public StepFaultException(string message) : base(message) { }

    public StepFaultException(string message, Exception innerException) : base(message, innerException) { }

    public StepFaultException(string field, string message) : base(message) => Field = field;

    /// <summary>The field's path, such as "context.subject_refs[0]".</summary>
    public string Field { get; } = "context";
}

/// <summary>The system is there but not in the shape the adapter was set up for: FAILED_PRECONDITION. The message must hold no personal data.</summary>
public sealed class TargetMismatchException : Exception
{
    public TargetMismatchException() { }

    public TargetMismatchException(string message) : base(message) { }

    public TargetMismatchException(string message, Exception innerException) : base(message, innerException) { }
}
