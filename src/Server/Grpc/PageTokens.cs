using System.Buffers.Text;
using System.Globalization;
using System.Text;
using DsrGateway.Cases;
using DsrGateway.Cases.Reading;
using DsrGateway.Cases.Storage;

namespace DsrGateway.Server.Grpc;

/// <summary>Page tokens: a position in a list, opaque to callers.</summary>
internal static class PageTokens
{
    public const int DefaultPageSize = 50;
    public const int MaxPageSize = 200;

    public static string From(CaseRow last) => Write(last.OpenedAt, last.Id, 0);

    public static string From(WaitingStepView last) => Write(last.Case.LegalDeadline, last.Case.Id, last.Step.Row.Ordinal);

    /// <summary>Checks both fields of a page of cases; the position is null on the first page.</summary>
    public static (int Size, CasePosition? After) ReadCases(int pageSize, string token, List<FieldFault> faults)
    {
        var (size, position) = Read(pageSize, token, faults);
        return (size, position is null ? null : new CasePosition(position.DueAt, position.Id));
    }

    /// <summary>Checks both fields of a page of steps; the position is null on the first page.</summary>
    public static (int Size, StepPosition? After) Read(int pageSize, string token, List<FieldFault> faults)
    {
        if (pageSize is < 0 or > MaxPageSize)
        {
            faults.Add(new("page_size", $"must be 1 to {MaxPageSize}, or 0 for {DefaultPageSize}"));
        }

        var position = token.Length == 0 ? null : Parse(token);
        if (token.Length > 0 && position is null)
        {
            faults.Add(new("page_token", "is no token that this gateway gave"));
        }

        return (pageSize == 0 ? DefaultPageSize : pageSize, position);
    }

    public static string FromPosition(long position) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"c{position}")));

    /// <summary>The position of a stream of changes; null if it is empty, which is from now on.</summary>
    public static long? ReadPosition(string token, List<FieldFault> faults)
    {
        if (token.Length == 0)
        {
            return null;
        }

        var text = token.Length <= 40 && Base64Url.IsValid(token) ? Encoding.ASCII.GetString(Base64Url.DecodeFromChars(token)) : "";
        if (text.StartsWith('c') && long.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            && position <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return position;
        }

        faults.Add(new("position", "is no position that a gateway gave"));
        return null;
    }

    private static string Write(DateTimeOffset at, CaseId id, int ordinal) => Base64Url.EncodeToString(
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{at.ToUnixTimeMilliseconds()}.{id}.{ordinal}")));

    private static StepPosition? Parse(string token)
    {
        if (token.Length > 100 || !Base64Url.IsValid(token))
        {
            return null;
        }

        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(token)).Split('.');
        return parts.Length == 3 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && at <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() && CaseId.TryParse(parts[1], out var id)
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal)
            ? new StepPosition(DateTimeOffset.FromUnixTimeMilliseconds(at), id, ordinal)
            : null;
    }
}
