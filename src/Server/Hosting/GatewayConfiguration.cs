using System.Net;
using System.Text.Json;
using DsrGateway.Cases;
using DsrGateway.Cases.CallingBack;
using DsrGateway.Cases.Configuring;

namespace DsrGateway.Server.Hosting;

/// <summary>What may change while the gateway runs.</summary>
internal sealed record LoadedConfiguration(IReadOnlyList<ControllerConfig> Controllers, IReadOnlyDictionary<string, string> Adapters);

/// <summary>Reads and checks everything the gateway runs by; a fault stops the start, or leaves what was; all faults are told at once.</summary>
internal static class GatewayConfiguration
{
    /// <exception cref="ConfigurationException">Something is wrong; the message lists every fault.</exception>
    public static LoadedConfiguration Load(GatewayOptions options)
    {
        var faults = new List<string>();
        CheckListen(options.Listen, faults);
        var adapters = ReadAdapters(options, faults);
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

        faults.AddRange(MissingAddresses(result.Controllers, [.. adapters.Keys]).Select(name => $"Gateway:Adapters:{name} is missing; a controller names this adapter."));
        faults.AddRange(UnusableSecrets(result.Controllers, options.Roles));
        return faults.Count == 0 ? new LoadedConfiguration(result.Controllers, adapters) : throw new ConfigurationException(faults);
    }

    public static IEnumerable<string> MissingAddresses(IEnumerable<ControllerConfig> controllers, IReadOnlyCollection<string> known) => controllers
        .SelectMany(c => c.Systems).Select(s => s.Adapter).OfType<string>().Distinct()
        .Where(name => !known.Contains(name));

    /// <summary>Only the orchestrator calls portals back; the others need not have the secrets.</summary>
    private static IEnumerable<string> UnusableSecrets(IEnumerable<ControllerConfig> controllers, Roles roles)
    {
        foreach (var (controller, file) in controllers.Where(c => c.Callback is not null && roles.HasFlag(Roles.Orchestrator)).Select(c => (c.Id, c.Callback!.SecretFile)))
        {
            if (CallbackSecret.Check(file) is { } fault)
            {
                yield return $"Controller {controller}, callback.secret_file: {fault}";
            }
        }
    }

    /// <summary>The files by whose change the configuration changes.</summary>
    public static IEnumerable<string> Files(GatewayOptions options) => Directory.Exists(options.ControllersFolder)
        ? [.. ControllerFiles(options.ControllersFolder), .. options.AdaptersFile.Length > 0 ? [options.AdaptersFile] : Array.Empty<string>()]
        : [];

    private static Dictionary<string, string> ReadAdapters(GatewayOptions options, List<string> faults)
    {
        var adapters = new Dictionary<string, string>(options.Adapters, StringComparer.Ordinal);
        foreach (var (name, address) in ReadAdaptersFile(options.AdaptersFile, faults))
        {
            adapters[name] = address;
        }

        faults.AddRange(adapters
            .Where(a => !Uri.TryCreate(a.Value, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            .Select(a => $"Gateway:Adapters:{a.Key} is no http or https address."));
        return adapters;
    }

    private static Dictionary<string, string> ReadAdaptersFile(string file, List<string> faults)
    {
        try
        {
            return file.Length == 0 ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file)) ?? [];
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            faults.Add($"Gateway:AdaptersFile {file} is no JSON object of names and addresses: {e.Message}");
            return [];
        }
    }

    private static IEnumerable<(string, string)> ReadFolder(string folder) => ControllerFiles(folder).Select(f => (Path.GetFileName(f), File.ReadAllText(f)));

    private static IEnumerable<string> ControllerFiles(string folder) => Directory.EnumerateFiles(folder, "*.*")
        .Where(f => Path.GetExtension(f) is ".yaml" or ".yml").Order(StringComparer.Ordinal);

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
