using System.Globalization;
using System.Text.Json;
using DsrGateway.AdapterKit;

namespace DsrGateway.Adapters.Template;

/// <summary>One person, as a file says.</summary>
internal sealed record Customer(string Name, string Email, string Note);

/// <summary>
/// The system behind the adapter, here a folder. Replace it by your system's client; throw TargetUnavailableException where it cannot be reached,
/// so that an outage never looks like an empty answer.
/// </summary>
internal sealed class CustomerFolder(string path)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public IEnumerable<(long Number, Customer Customer)> All()
    {
        if (!Directory.Exists(path))
        {
            throw new TargetUnavailableException("The folder is not there.");
        }

        foreach (var file in Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal))
        {
            if (long.TryParse(Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                yield return (number, JsonSerializer.Deserialize<Customer>(File.ReadAllText(file), Json)!);
            }
        }
    }

    public static string Text(Customer customer) => JsonSerializer.Serialize(customer, Json);

    /// <summary>Idempotent: that it is gone already is as good.</summary>
    public void Delete(long number) => File.Delete(FileOf(number));

    public bool Exists(long number) => File.Exists(FileOf(number));

    public IEnumerable<string> RawTexts() => Directory.EnumerateFiles(path).Select(File.ReadAllText);

    private string FileOf(long number) => Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"{number}.json"));
}
