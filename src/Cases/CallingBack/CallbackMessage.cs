using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using DsrGateway.Cases.Storage;

namespace DsrGateway.Cases.CallingBack;

/// <summary>What a portal is sent: ids and states, in the words of the contract's JSON. Never personal data; request ids are the portal's own and may be.</summary>
internal sealed record CallbackMessage(string ControllerId, string CaseId, string State, string Conclusion, long Revision, string CloseTime)
{
    /// <summary>The same callback has the same body and id in every attempt; the timestamp is the attempt's, as the convention has it.</summary>
    public static HttpRequestMessage Request(Callback callback, Uri url, CallbackSecret secret, DateTimeOffset now)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(Of(callback), CallbackJson.Default.CallbackMessage);
        var (id, timestamp) = (callback.Id.ToString(), now.ToUnixTimeSeconds());
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", secret.Sign(id, timestamp, body));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("DsrGateway", null));
        return request;
    }

    private static CallbackMessage Of(Callback callback) => new(
        callback.ControllerId,
        callback.CaseId.ToString(),
        Word("CASE_STATE", callback.State.ToString()),
        callback.Conclusion == default ? "CONCLUSION_UNSPECIFIED" : Word("CONCLUSION", callback.Conclusion.ToString()),
        callback.Revision,
        callback.ClosedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    private static string Word(string prefix, string name) => $"{prefix}_{JsonNamingPolicy.SnakeCaseUpper.ConvertName(name)}";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CallbackMessage))]
internal sealed partial class CallbackJson : JsonSerializerContext;
