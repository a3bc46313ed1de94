namespace DsrGateway.Cases.Packaging;

/// <summary>The stored results cannot be packaged. The message names the system and the collection, never a value.</summary>
internal sealed class PackageSourceException(string message) : Exception(message);
