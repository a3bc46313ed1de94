using System.Text.Json.Serialization;

namespace DsrGateway.Cases.Configuring;

/// <summary>Why a system may process the data (GDPR Art. 6(1)(a) to (f)). Decides which rights apply (Art. 17(1), 20(1), 21(1)).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LegalBasis>))]
public enum LegalBasis
{
    [JsonStringEnumMemberName("consent")] Consent,
    [JsonStringEnumMemberName("contract")] Contract,
    [JsonStringEnumMemberName("legal_obligation")] LegalObligation,
    [JsonStringEnumMemberName("vital_interest")] VitalInterest,
    [JsonStringEnumMemberName("public_task")] PublicTask,
    [JsonStringEnumMemberName("legitimate_interest")] LegitimateInterest,
}
