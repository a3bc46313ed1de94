namespace DsrGateway.Cases.Configuring.Yaml;

/// <summary>Gathers the faults of one file; reading goes on after each, so that all are told at once.</summary>
internal sealed class FileFaults(string file)
{
    private readonly List<ConfigurationFault> faults = [];

    public IReadOnlyList<ConfigurationFault> All => faults;

    public void Add(string field, int line, string description) =>
        faults.Add(new ConfigurationFault(file, field, description, Math.Max(1, line)));
}
