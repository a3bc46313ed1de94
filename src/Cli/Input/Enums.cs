using System.Text.Json;

namespace DsrGateway.Cli.Input;

/// <summary>The contract's enums as words on the command line: lower snake case, without the prefix; '-' is as good as '_'.</summary>
internal static class Enums
{
    public static T Parse<T>(string text, string what)
        where T : struct, Enum
    {
        var word = text.Replace('-', '_');
        foreach (var value in Values<T>())
        {
            // "withdrawal" is what everybody calls the withdrawal of consent.
            if (string.Equals(Word(value), word, StringComparison.OrdinalIgnoreCase)
                || string.Equals(Word(value), word + "_of_consent", StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        throw CliException.Usage($"'{text}' is no {what}. One of: {string.Join(", ", Values<T>().Select(Word))}.");
    }

    public static string Words<T>()
        where T : struct, Enum =>
        string.Join(", ", Values<T>().Select(Word));

    private static IEnumerable<T> Values<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(value => Convert.ToInt32(value, null) != 0);

    private static string Word<T>(T value)
        where T : struct, Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
