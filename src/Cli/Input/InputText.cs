using System.Text;

namespace DsrGateway.Cli.Input;

/// <summary>Reads a small text file, or standard input where the path is "-".</summary>
internal static class InputText
{
    private const int MostCharacters = 1024 * 1024;

    public static async Task<string> ReadAsync(string path, CliEnvironment environment, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = path == "-" ? null : new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
            return await ReadAsync(path, reader ?? environment.In, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage($"{path} cannot be read: {error.Message}");
        }
        catch (DecoderFallbackException)
        {
            throw CliException.Usage($"{path} is not UTF-8.");
        }
    }

    private static async Task<string> ReadAsync(string path, TextReader reader, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new char[16 * 1024];
        while (await reader.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            text.Append(buffer, 0, count);
            if (text.Length > MostCharacters)
            {
                throw CliException.Usage($"{path} is larger than a megabyte.");
            }
        }

        return text.ToString();
    }
}
