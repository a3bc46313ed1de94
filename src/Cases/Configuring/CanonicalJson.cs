using System.Text.Json.Serialization;

namespace DsrGateway.Cases.Configuring;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    WriteIndented = false)]
[JsonSerializable(typeof(ControllerConfig))]
internal sealed partial class CanonicalJson : JsonSerializerContext;
