using System.Globalization;
using System.Text;

namespace DsrGateway.Cases.Packaging;

/// <summary>
/// Gives each thing in one folder a name that every file system takes and that leads nowhere else: no path separators, no
/// dots at the ends, no device names of Windows, no invisible or text-turning characters, unique without regard to case.
/// </summary>
internal sealed class SafeNames
{
    private const int MaxBytes = 120;
    private const int MaxExtension = 12;
    private const string Forbidden = "<>:\"/\\|?*%";

    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM¹", "COM²", "COM³",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³",
    };

    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> next = new(StringComparer.OrdinalIgnoreCase);

    public string Take(string wanted, string fallback)
    {
        var name = Clean(wanted, fallback);
        if (taken.Add(name))
        {
            return name;
        }

        var extension = Extension(name);
        var stem = name[..^extension.Length];
        var number = next.GetValueOrDefault(name, 2);
        string candidate;
        do
        {
            candidate = string.Create(CultureInfo.InvariantCulture, $"{stem}-{number++}{extension}");
        }
        while (!taken.Add(candidate));
        next[name] = number;
        return candidate;
    }

    private static string Clean(string wanted, string fallback)
    {
        var text = new StringBuilder(wanted.Length);
        foreach (var rune in wanted.EnumerateRunes())
        {
            text.Append(IsAllowed(rune) ? rune.ToString() : "_");
        }

        var name = text.ToString().Normalize(NormalizationForm.FormC).Trim().Trim('.').Trim();
        name = Shorten(name);
        if (name.Trim('_', ' ', '.').Length == 0)
        {
            return fallback;
        }

        // Windows takes CON.txt for the console as well, and ignores spaces before the dot.
        return Devices.Contains(name.Split('.')[0].TrimEnd()) ? "_" + name : name;
    }

    private static bool IsAllowed(Rune rune) =>
        !(rune.IsAscii && Forbidden.Contains((char)rune.Value, StringComparison.Ordinal))
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator)
        && rune.Value != 0xFFFD;

    private static string Shorten(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= MaxBytes)
        {
            return name;
        }

        var extension = Extension(name);
        var room = MaxBytes - Encoding.UTF8.GetByteCount(extension);
        var stem = new StringBuilder();
        foreach (var rune in name[..^extension.Length].EnumerateRunes())
        {
            room -= rune.Utf8SequenceLength;
            if (room < 0)
            {
                break;
            }

            stem.Append(rune.ToString());
        }

        return stem.ToString().TrimEnd(' ', '.') + extension;
    }

    private static string Extension(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot > 0 && name.Length - dot <= MaxExtension ? name[dot..] : "";
    }
}
