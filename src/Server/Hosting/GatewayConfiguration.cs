using System.Net;
using System.Text.Json;
using DsrGateway.Cases;
using DsrGateway.Cases.CallingBack;
using DsrGateway.Cases.Configuring;

namespace DsrGateway.Server.Hosting;

/// <summary>What may change while the gateway runs.</summary>
/// <param name="Controllers">The controllers.</param>
/// <param name="Adapters">Where each adapter listens, by its name.</param>
/// <param name="Hash">Of the files that say so.</param>
internal sealed record LoadedConfiguration(IReadOnlyList<ControllerConfig> Controllers, IReadOnlyDictionary<string, string> Adapters, string Hash);

/// <summary>Reads and checks everything the gateway runs by; a fault stops the start, or leaves what was; all faults are told at once.</summary>
internal static class GatewayConfiguration
{
    /// <exception cref="ConfigurationException">Something is wrong; the message lists every fault.</exception>
    public static LoadedConfiguration Load(GatewayOptions options) => Load(options, ConfigurationFiles.Read(options));

    /// <param name="options">The settings.</param>
    /// <param name="files">The files as they were read: what is compared for a change is what is taken over.</param>
    /// <exception cref="ConfigurationException">Something is wrong; the message lists every fault.</exception>
    public static LoadedConfiguration Load(GatewayOptions options, ConfigurationFiles files)
    {
        var faults = new List<string>();
        CheckListen(options.Listen, faults);
        var adapters = ReadAdapters(options, files.Adapters, faults);
        var controllers = ReadControllers(options, files, faults);
        faults.AddRange(MissingAddresses(controllers, [.. adapters.Keys]).Select(name => $"Gateway:Adapters:{name} is missing; a controller names this adapter."));
        faults.AddRange(UnusableSecrets(controllers, options.Roles));
        return faults.Count == 0 ? new LoadedConfiguration(controllers, adapters, files.Hash) : throw new ConfigurationException(faults);
    }

    /// <summary>The controllers alone.</summary>
    /// <exception cref="ConfigurationException">Something is wrong with them; the message lists every fault.</exception>
    public static IReadOnlyList<ControllerConfig> ReadControllers(GatewayOptions options)
    {
        var faults = new List<string>();
        var controllers = ReadControllers(options, ConfigurationFiles.Read(options), faults);
        return faults.Count == 0 ? controllers : throw new ConfigurationException(faults);
    }

    private static IReadOnlyList<ControllerConfig> ReadControllers(GatewayOptions options, ConfigurationFiles files, List<string> faults)
    {
        var result = ControllerConfigReader.Read(files.Controllers);
        faults.AddRange(result.Faults.Select(f => $"{f.File}:{f.Line} {f.Field}: {f.Description}"));
        if (result.Controllers.Count == 0)
        {
            faults.Add($"{Path.GetFullPath(options.ControllersFolder)} holds no controller.");
        }

        return result.Controllers;
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

    private static Dictionary<string, string> ReadAdapters(GatewayOptions options, string? file, List<string> faults)
    {
        var adapters = new Dictionary<string, string>(options.Adapters, StringComparer.Ordinal);
        foreach (var (name, address) in ReadAdaptersFile(options.AdaptersFile, file, faults))
        {
            adapters[name] = address;
        }

        faults.AddRange(adapters
            .Where(a => !Uri.TryCreate(a.Value, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            .Select(a => $"Gateway:Adapters:{a.Key} is no http or https address."));
        return adapters;
    }

    private static Dictionary<string, string> ReadAdaptersFile(string name, string? json, List<string> faults)
    {
        try
        {
            return json is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];
        }
        catch (JsonException e)
        {
            faults.Add($"Gateway:AdaptersFile {name} is no JSON object of names and addresses: {e.Message}");
            return [];
        }
    }

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
