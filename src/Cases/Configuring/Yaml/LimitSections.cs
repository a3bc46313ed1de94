namespace DsrGateway.Cases.Configuring.Yaml;

/// <summary>The limits of a system; what is left out has its default.</summary>
internal static class LimitSections
{
    public static SystemLimits Read(Section system)
    {
        var defaults = new SystemLimits();
        var limits = system.OptionalSection(
            "limits", "{ concurrency: 4, timeout: 30s }", "concurrency", "timeout", "max_result_bytes", "max_result_records");
        return limits is null ? defaults : new SystemLimits
        {
            Concurrency = (int)Read(limits, "concurrency", "a whole number from 1 to 256",
                Quantities.WholeNumber, 1, 256, defaults.Concurrency),
            Timeout = Read(limits, "timeout", "a time from 100ms to 1h, such as 30s (ms, s, m, h)",
                Quantities.Duration, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1), defaults.Timeout),
            MaxResultBytes = Read(limits, "max_result_bytes", "a size from 1KiB to 1TiB, such as 2GiB (B, KiB, MiB, GiB, TiB)",
                Quantities.Size, 1L << 10, 1L << 40, defaults.MaxResultBytes),
            MaxResultRecords = Read(limits, "max_result_records", "a whole number from 1 to 1000000000",
                Quantities.WholeNumber, 1, 1_000_000_000, defaults.MaxResultRecords),
        };
    }

    private static T Read<T>(Section limits, string key, string right, Func<string, T?> parse, T least, T most, T byDefault)
        where T : struct, IComparable<T>
    {
        if (limits.OptionalText(key, right) is not { } text)
        {
            return byDefault;
        }

        if (parse(text) is { } value && value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0)
        {
            return value;
        }

        limits.Fault(key, $"must be {right}, not {FaultText.Quote(text)}.");
        return byDefault;
    }
}
