using DsrGateway.V1;
using YamlDotNet.RepresentationModel;

namespace DsrGateway.Cli.Input;

/// <summary>
/// Corrections from --correct CATEGORY=OLD=>NEW and from --correct-file, a YAML or JSON list of {category, old, new}. A value
/// that holds the arrow itself is not guessed at: it has to come in the file.
/// </summary>
internal static class CorrectionInput
{
    private const string Arrow = "=>";

    public static Correction Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var arrow = equals < 1 ? -1 : text.IndexOf(Arrow, equals + 1, StringComparison.Ordinal);
        if (arrow < 0)
        {
            throw CliException.Usage("A correction is written 'CATEGORY=OLD=>NEW', in quotes.");
        }

        if (text.IndexOf(Arrow, arrow + 1, StringComparison.Ordinal) >= 0)
        {
            throw CliException.Usage("A correction with more than one '=>' is ambiguous: use --correct-file.");
        }

        return new Correction
        {
            Category = text[..equals],
            OldValue = text[(equals + 1)..arrow],
            NewValue = text[(arrow + Arrow.Length)..],
        };
    }

    public static IReadOnlyList<Correction> ParseFile(string text, string path) =>
        YamlInput.Root(text, path) is YamlSequenceNode sequence
            ? [.. sequence.Select(item => OfFields(YamlInput.Fields(item, path, "category", "old", "new")))]
            : throw CliException.Usage($"{path}: a list of category, old and new is expected.");

    private static Correction OfFields(string[] fields) =>
        new() { Category = fields[0], OldValue = fields[1], NewValue = fields[2] };
}
