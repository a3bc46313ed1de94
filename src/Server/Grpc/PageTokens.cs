using System.Buffers.Text;
using System.Globalization;
using System.Text;
using DsrGateway.Cases;
using DsrGateway.Cases.Storage;

namespace DsrGateway.Server.Grpc;

/// <summary>Page tokens: a position in a list, opaque to callers.</summary>
internal static class PageTokens
{
    public const int DefaultPageSize = 50;
    public const int MaxPageSize = 200;

    public static string From(DateTimeOffset at, CaseId id) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"{at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}.{id}"));

    /// <summary>Checks both fields of a page; the position is null on the first page.</summary>
    public static (int Size, CasePosition? After) Read(int pageSize, string token, List<FieldFault> faults)
    {
        if (pageSize is < 0 or > MaxPageSize)
        {
            faults.Add(new("page_size", $"must be 1 to {MaxPageSize}, or 0 for {DefaultPageSize}"));
        }

        var size = pageSize == 0 ? DefaultPageSize : pageSize;
        if (token.Length == 0)
        {
            return (size, null);
        }

        if (Parse(token) is { } position)
        {
            return (size, position);
        }

        faults.Add(new("page_token", "is no token that this gateway gave"));
        return (size, null);
    }

    private static CasePosition? Parse(string token)
    {
        if (token.Length > 100 || !Base64Url.IsValid(token))
        {
            return null;
        }

        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(token)).Split('.');
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && at <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() && CaseId.TryParse(parts[1], out var id)
            ? new CasePosition(DateTimeOffset.FromUnixTimeMilliseconds(at), id)
            : null;
    }
}
