using System.Text.Json;
using System.Text.Json.Nodes;
using Grpc.Core;

namespace DsrGateway.Cli.Output;

/// <summary>How an error reads, for people and for programs.</summary>
internal static class RpcErrorText
{
    public static IEnumerable<string> Lines(RpcError error)
    {
        var reason = error.Reason.Length > 0 ? $"{Code(error)}, {error.Reason}" : Code(error);
        yield return $"error: {Message(error)} ({reason})";
        if (error is { Code: StatusCode.DeadlineExceeded, Reason: "" })
        {
            yield return "  A case that was handed in may have been opened: the same command with the same --request-id tells.";
        }

        foreach (var field in error.Fields)
        {
            yield return $"  {field.Field}: {field.Description}";
        }

        foreach (var violation in error.Preconditions)
        {
            yield return $"  {violation.Type} {violation.Subject}: {violation.Description}";
        }

        foreach (var (key, value) in Metadata(error))
        {
            yield return $"  {key} = {value}";
        }

        if (error.RetryAfter is { } delay)
        {
            yield return FormattableString.Invariant($"  try again after {delay.TotalSeconds:0.#} s");
        }
    }

    public static string Json(RpcError error)
    {
        var body = new JsonObject { ["code"] = Code(error), ["message"] = Message(error) };
        if (error.Info is { } info)
        {
            body["reason"] = error.Reason;
            body["domain"] = info.Domain;
            body["metadata"] = new JsonObject(Metadata(error).Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value)));
        }

        if (error.Fields.Count > 0)
        {
            body["fields"] = new JsonArray([.. error.Fields.Select(field =>
                new JsonObject { ["field"] = field.Field, ["description"] = field.Description })]);
        }

        if (error.RetryAfter is { } delay)
        {
            body["retryAfterSeconds"] = delay.TotalSeconds;
        }

        return new JsonObject { ["error"] = body }.ToJsonString();
    }

    public static string Json(string message) =>
        new JsonObject { ["error"] = new JsonObject { ["message"] = message } }.ToJsonString();

    /// <summary>Where no gateway spoke, the transport's words ("subchannel") help nobody.</summary>
    private static string Message(RpcError error) => error switch
    {
        { Reason: "", Code: StatusCode.Unavailable } => "The gateway or adapter cannot be reached.",
        { Reason: "", Code: StatusCode.DeadlineExceeded } => "No answer came in time.",
        { Message: "" } => "No reason was given.",
        _ => error.Message,
    };

    private static IEnumerable<KeyValuePair<string, string>> Metadata(RpcError error) =>
        error.Info is null ? [] : error.Info.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The code as gRPC writes it, such as NOT_FOUND.</summary>
    private static string Code(RpcError error) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(error.Code.ToString());
}
