using System.Net;
using DsrGateway.Cases;
using DsrGateway.Cases.Configuring;

namespace DsrGateway.Server.Hosting;

/// <summary>Reads and checks everything the gateway starts by; a fault stops the start, and all faults are told at once.</summary>
internal static class GatewayConfiguration
{
    /// <exception cref="ConfigurationException">Something is wrong; the message lists every fault.</exception>
    public static ControllerCatalog Load(GatewayOptions options)
    {
        var faults = new List<string>();
        CheckListen(options.Listen, faults);
        foreach (var (name, address) in options.Adapters)
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            {
                faults.Add($"Gateway:Adapters:{name} is no http or https address.");
            }
        }

        if (!Directory.Exists(options.ControllersFolder))
        {
            faults.Add($"Gateway:ControllersFolder {Path.GetFullPath(options.ControllersFolder)} does not exist.");
            throw new ConfigurationException(faults);
        }

        var result = ControllerConfigReader.Read(ReadFolder(options.ControllersFolder));
        faults.AddRange(result.Faults.Select(f => $"{f.File}:{f.Line} {f.Field}: {f.Description}"));
        if (result.Controllers.Count == 0)
        {
            faults.Add($"{Path.GetFullPath(options.ControllersFolder)} holds no controller.");
        }

        faults.AddRange(MissingAddresses(result.Controllers, options).Select(name => $"Gateway:Adapters:{name} is missing; a controller names this adapter."));
        return faults.Count == 0 ? new ControllerCatalog(result.Controllers) : throw new ConfigurationException(faults);
    }

    public static IEnumerable<string> MissingAddresses(IEnumerable<ControllerConfig> controllers, GatewayOptions options) => controllers
        .SelectMany(c => c.Systems).Select(s => s.Adapter).OfType<string>().Distinct()
        .Where(name => !options.Adapters.ContainsKey(name));

    private static IEnumerable<(string, string)> ReadFolder(string folder) => Directory.EnumerateFiles(folder, "*.*")
        .Where(f => Path.GetExtension(f) is ".yaml" or ".yml").Order(StringComparer.Ordinal)
        .Select(f => (Path.GetFileName(f), File.ReadAllText(f)));

    /// <summary>Until callers are authenticated only this machine may call.</summary>
    private static void CheckListen(string listen, List<string> faults)
    {
        var loopback = Uri.TryCreate(listen, UriKind.Absolute, out var uri) && uri.Scheme == "http"
            && (uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));
        if (!loopback)
        {
            faults.Add($"Gateway:Listen {listen} is no http address on loopback. Callers are not authenticated yet, so the gateway listens on this machine only.");
        }
    }
}

/// <summary>The gateway cannot start as it is configured.</summary>
public sealed class ConfigurationException(IReadOnlyList<string> faults)
    : Exception($"The configuration has {faults.Count} fault(s):{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", faults)}");
