namespace DsrGateway.Adapters.Sql.Maps;

/// <summary>Reads a masking strategy and its configuration.</summary>
internal static class MaskReader
{
    private static readonly Dictionary<string, bool> Algorithms = new() { ["SHA-256"] = false, ["SHA-512"] = true };

    public static Mask? Read(MapObject source)
    {
        var strategy = source.Text("strategy", required: true);
        var configuration = source.Child("configuration");
        switch (strategy)
        {
            case null:
                return null;
            case "null_rewrite":
                return new Mask(MaskKind.Null);
            case "preserve":
                return new Mask(MaskKind.Preserve);
            case "string_rewrite":
                return new Mask(MaskKind.Text, (configuration ?? source).Text("rewrite_value", required: true) ?? string.Empty, Suffix(configuration));
            case "random_string_rewrite":
                return Long(source, new Mask(MaskKind.Random, Suffix: Suffix(configuration), Length: configuration?.Number("length") ?? 30));
            case "hash":
                return new Mask(MaskKind.Hash, Suffix: Suffix(configuration), IsLong: configuration?.Choice("algorithm", Algorithms) ?? false);
            case "hmac":
                return new Mask(MaskKind.Hmac, Suffix: Suffix(configuration), IsLong: configuration?.Choice("algorithm", Algorithms) ?? false);
            case "aes_encrypt":
                configuration?.Accept([.. configuration.Keys]);
                source.Fault("what can be decrypted is not erased; use another strategy", "strategy");
                return null;
            default:
                source.Fault("must be one of null_rewrite, string_rewrite, random_string_rewrite, hash, hmac, preserve", "strategy");
                return null;
        }
    }

    private static Mask Long(MapObject source, Mask mask)
    {
        if (mask.Length < Mask.LeastLength)
        {
            source.Fault($"a length below {Mask.LeastLength} cannot be told from data", "configuration");
        }

        return mask;
    }

    private static string Suffix(MapObject? configuration) => configuration?.Child("format_preservation")?.Text("suffix") ?? string.Empty;
}
