namespace DsrGateway.Cases.Configuring.Yaml;

/// <summary>A piece of a YAML file that remembers its line.</summary>
internal abstract record YamlPiece(int Line);

internal sealed record YamlText(string Value, bool IsPlain, int Line) : YamlPiece(Line)
{
    /// <summary>A key with nothing behind it, or a plain null.</summary>
    public bool IsEmpty => IsPlain ? Value is "" or "~" or "null" or "Null" or "NULL" : string.IsNullOrWhiteSpace(Value);
}

internal sealed record YamlList(IReadOnlyList<YamlPiece> Items, int Line) : YamlPiece(Line);

internal sealed record YamlEntry(string Key, YamlPiece Value, int Line);

internal sealed record YamlMap(IReadOnlyList<YamlEntry> Entries, int Line) : YamlPiece(Line)
{
    public YamlEntry? Find(string key) => Entries.FirstOrDefault(entry => entry.Key == key);
}

/// <summary>Stands where a fault was told already, so that it is told once.</summary>
internal sealed record YamlFaulty(int Line) : YamlPiece(Line);
