namespace DsrGateway.Cases.Configuring;

/// <summary>Where a controller's portal is told that a case ended. Only the configuration names it: an address out of a request would make the gateway call whom a caller likes.</summary>
/// <param name="Url">https, or http on loopback.</param>
/// <param name="SecretFile">The absolute path of the file whose secret signs what is sent; the secret itself is never configuration.</param>
public sealed record CallbackConfig(string Url, string SecretFile);
