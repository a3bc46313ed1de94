using System.Text.RegularExpressions;

namespace DsrGateway.Cases.Configuring.Yaml;

/// <summary>
/// A mapping of the file with its path. Each reader tells its fault and hands back null or an empty value: a file with a fault
/// gives no controller, so nobody sees them.
/// </summary>
internal sealed partial class Section
{
    private readonly YamlMap map;
    private readonly string path;
    private readonly FileFaults faults;

    public Section(YamlMap map, string path, FileFaults faults, params string[] known)
    {
        this.map = map;
        this.path = path;
        this.faults = faults;
        foreach (var entry in map.Entries.Where(entry => !known.Contains(entry.Key)))
        {
            var hint = FaultText.DidYouMean(known, entry.Key, end: $": the keys here are {string.Join(", ", known)}.");
            faults.Add(PathOf(entry.Key), entry.Line, $"is not a known key{hint}");
        }
    }

    public bool Has(string key) => map.Find(key) is not null;

    public void Fault(string key, string description) => faults.Add(PathOf(key), LineOf(key), description);

    /// <summary>A text that must be there.</summary>
    public string Text(string key, string example, int maxLength = 200) => OptionalText(key, example, maxLength) ?? Missing(key, example);

    public string? OptionalText(string key, string example, int maxLength = 200)
    {
        switch (map.Find(key)?.Value)
        {
            case null or YamlFaulty:
                return null;
            case YamlText { IsEmpty: true }:
                Fault(key, $"is empty: give {example}, or take the key out if it is optional.");
                return null;
            case YamlText text when text.Value.Length > maxLength:
                Fault(key, $"is too long: at most {maxLength} characters.");
                return null;
            case YamlText text when text.Value.Any(c => char.IsControl(c) && c is not '\n'):
                Fault(key, "has a control character: write plain text.");
                return null;
            case YamlText text:
                return text.Value.Trim();
            default:
                Fault(key, $"must be {example}, not a list or a group of keys.");
                return null;
        }
    }

    public string Id(string key, string example) => CheckId(key, Text(key, example)) ?? "";

    public string? OptionalId(string key, string example) => CheckId(key, OptionalText(key, example));

    public string Choice(string key, IReadOnlyList<string> known)
    {
        var text = Text(key, $"one of {string.Join(", ", known)}");
        if (text.Length > 0 && !known.Contains(text))
        {
            Fault(key, FaultText.OneOf(known, text));
        }

        return text;
    }

    /// <summary>The items with their paths; empty when the key is absent.</summary>
    public IEnumerable<(YamlPiece Item, string Path)> Items(string key, string example)
    {
        switch (map.Find(key)?.Value)
        {
            case YamlList list:
                return list.Items.Select((item, i) => (item, $"{PathOf(key)}[{i}]"));
            case null or YamlFaulty:
                return [];
            default:
                Fault(key, $"must be a list, such as {example}.");
                return [];
        }
    }

    /// <summary>The sections of a list that must have at least one.</summary>
    public IReadOnlyList<Section> Sections(string key, string example, params string[] known)
    {
        var sections = OptionalSections(key, example, known);
        RequireItems(key, example);
        return sections;
    }

    public IReadOnlyList<Section> OptionalSections(string key, string example, params string[] known)
    {
        var sections = new List<Section>();
        foreach (var (item, itemPath) in Items(key, example))
        {
            if (item is YamlMap entries)
            {
                sections.Add(new Section(entries, itemPath, faults, known));
            }
            else if (item is not YamlFaulty)
            {
                faults.Add(itemPath, item.Line, $"must be a group of keys, such as {example}.");
            }
        }

        return sections;
    }

    public Section? OptionalSection(string key, string example, params string[] known)
    {
        switch (map.Find(key)?.Value)
        {
            case YamlMap entries:
                return new Section(entries, PathOf(key), faults, known);
            case null or YamlFaulty:
                return null;
            default:
                Fault(key, $"must be a group of keys, such as {example}.");
                return null;
        }
    }

    public void RequireItems(string key, string example)
    {
        if (!Has(key))
        {
            Missing(key, $"a list such as {example}");
        }
        else if (map.Find(key)?.Value is YamlList { Items.Count: 0 })
        {
            Fault(key, $"is empty: it needs at least one, such as {example}.");
        }
    }

    /// <summary>The texts of a list; empty when the key is absent.</summary>
    public IReadOnlyList<string> Texts(string key, string example, int maxLength = 500)
    {
        var texts = new List<string>();
        foreach (var (item, itemPath) in Items(key, example))
        {
            if (item is YamlText { IsEmpty: false } text && text.Value.Length <= maxLength && !text.Value.Any(char.IsControl))
            {
                texts.Add(text.Value.Trim());
            }
            else if (item is not YamlFaulty)
            {
                faults.Add(itemPath, item.Line, $"must be a text of one line, at most {maxLength} characters.");
            }
        }

        return texts;
    }

    /// <summary>The distinct words of a list; a word outside <paramref name="known"/> or given twice is a fault.</summary>
    public IReadOnlyList<string> Words(string key, string example, IReadOnlyList<string> known)
    {
        var words = new List<string>();
        foreach (var (item, itemPath) in Items(key, example))
        {
            if (item is not YamlText text)
            {
                if (item is not YamlFaulty)
                {
                    faults.Add(itemPath, item.Line, $"must be one of {string.Join(", ", known)}.");
                }
            }
            else if (!known.Contains(text.Value))
            {
                faults.Add(itemPath, item.Line, FaultText.OneOf(known, text.Value));
            }
            else if (words.Contains(text.Value))
            {
                faults.Add(itemPath, item.Line, $"repeats {FaultText.Quote(text.Value)}: name it once.");
            }
            else
            {
                words.Add(text.Value);
            }
        }

        return words;
    }

    /// <summary>The distinct names of a list, in lower snake case.</summary>
    public IReadOnlyList<string> Names(string key, string example)
    {
        var names = Texts(key, example);
        foreach (var name in names.Where(name => !NamePattern().IsMatch(name)))
        {
            Fault(key, $"must be names in lower snake case, such as {example}, not {FaultText.Quote(name)}.");
        }

        return [.. names.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The texts of a group whose keys are the file's own; empty when the key is absent.</summary>
    public IReadOnlyList<(string Key, string Value)> Pairs(string key, string example, int maxLength = 100)
    {
        if (map.Find(key)?.Value is null or YamlFaulty)
        {
            return [];
        }

        if (map.Find(key)?.Value is not YamlMap group)
        {
            Fault(key, $"must be a group of keys, such as {example}.");
            return [];
        }

        var own = new Section(group, PathOf(key), faults, [.. group.Entries.Select(entry => entry.Key)]);
        return [.. group.Entries.Select(entry => (entry.Key, own.OptionalText(entry.Key, "a text", maxLength) ?? ""))];
    }

    private string? CheckId(string key, string? id)
    {
        if (!string.IsNullOrEmpty(id) && !ConfiguredId.IsValid(id))
        {
            Fault(key, $"must be {ConfiguredId.Form}, not {FaultText.Quote(id)}.");
        }

        return id;
    }

    private string Missing(string key, string example)
    {
        if (!Has(key))
        {
            Fault(key, $"is required: give {example}.");
        }

        return "";
    }

    private string PathOf(string key) => FaultText.Join(path, key);

    private int LineOf(string key) => map.Find(key)?.Line ?? map.Line;

    [GeneratedRegex(@"\A[a-z][a-z0-9_]{0,62}\z")]
    private static partial Regex NamePattern();
}
