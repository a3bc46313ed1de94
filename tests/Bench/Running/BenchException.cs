namespace DsrGateway.Bench.Running;

/// <summary>What the bench has to tell and end with.</summary>
internal sealed class BenchException(string message) : Exception(message);

/// <summary>A variant that cannot be measured here, and why; the others can.</summary>
internal sealed class LeftOutException(string message) : Exception(message);
