using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace DsrGateway.Cli.Output;

internal static class Times
{
    /// <summary>In the machine's own zone, with its offset, so that the line can be copied without losing its meaning.</summary>
    public static string Of(Timestamp? time, TimeProvider clock) =>
        time is null ? "–" : TimeZoneInfo.ConvertTime(time.ToDateTimeOffset(), clock.LocalTimeZone)
            .ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
}
