using System.Text.Json;

namespace DsrGateway.Cases.Dispatching;

/// <summary>What a record of an adapter must be.</summary>
internal static class JsonRecord
{
    /// <summary>True for exactly one JSON object, sound to its end.</summary>
    public static bool IsObject(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
