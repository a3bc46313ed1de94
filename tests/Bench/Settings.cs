using System.Globalization;

namespace DsrGateway.Bench;

/// <summary>What a process of the bench was started with: "--name value" pairs.</summary>
internal sealed class Settings(IReadOnlyList<string> args)
{
    private readonly Dictionary<string, string> _values = args.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    public string Text(string name) => _values["--" + name];

    public int Number(string name, int otherwise = 0) =>
        _values.TryGetValue("--" + name, out var value) ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>"crm=http://127.0.0.1:7100,...", in the order of <see cref="Systems.Ids"/>.</summary>
    public IReadOnlyDictionary<string, Uri> Addresses(string name) =>
        Text(name).Split(',').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => new Uri(pair[1]), StringComparer.Ordinal);
}
