using System.Text.Json;
using System.Text.Json.Serialization;

namespace DsrGateway.Cases.Configuring;

/// <summary>
/// A controller (GDPR Art. 4(7)), its registers and their systems. Equal by value: a case freezes it as canonical JSON
/// and goes on under the configuration it was opened with.
/// </summary>
public sealed record ControllerConfig
{
    /// <summary>Unique over all controllers.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>ISO 3166-1 code of the establishment: its public holidays and time zone count (Regulation 1182/71, Art. 2(1)).</summary>
    public required string Country { get; init; }

    /// <summary>The language of letters and answers: fi, sv or en.</summary>
    public required string Language { get; init; }

    /// <summary>The well-known types, then the controller's own, so that a frozen snapshot says all it needs.</summary>
    public required IReadOnlyList<IdentifierTypeConfig> IdentifierTypes { get; init => field = EqualList.Of(value); }

    public required IReadOnlyList<RegisterConfig> Registers { get; init => field = EqualList.Of(value); }

    /// <summary>
    /// Null: the file says nothing. No part of the canonical JSON: whoever gets an answer is told where the controller is reached now,
    /// not where it was when the case was opened.
    /// </summary>
    [JsonIgnore]
    public ContactConfig? Contact { get; init; }

    /// <summary>
    /// Null: the portal is not told. No part of the canonical JSON: a case is told to where the controller is told now, not to
    /// where it was told when the case was opened.
    /// </summary>
    [JsonIgnore]
    public CallbackConfig? Callback { get; init; }

    /// <summary>The systems of all registers.</summary>
    [JsonIgnore]
    public IEnumerable<SystemConfig> Systems => Registers.SelectMany(r => r.Systems);

    /// <summary>The same text for the same configuration, in every process and version that knows the same fields.</summary>
    public string ToCanonicalJson() => JsonSerializer.Serialize(this, CanonicalJson.Default.ControllerConfig);

    /// <summary>Fields that this version does not know are ignored: a newer instance may have written the snapshot.</summary>
    /// <exception cref="JsonException">The text is no controller configuration.</exception>
    public static ControllerConfig FromCanonicalJson(string json) =>
        JsonSerializer.Deserialize(json, CanonicalJson.Default.ControllerConfig)
        ?? throw new JsonException("The snapshot of the controller's configuration is empty.");
}
