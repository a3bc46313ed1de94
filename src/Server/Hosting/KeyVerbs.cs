using DsrGateway.Cases;
using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Protecting;

namespace DsrGateway.Server.Hosting;

/// <summary>
/// The executable as a tool: makes controllers' keys, with the gateway's own settings. The distributed engine never makes one by
/// itself: of two processes with folders of their own each would make another, and what one seals the other cannot open.
/// </summary>
public static class KeyVerbs
{
    public const string Name = "keys";
    private const string Usage = "keys create (CONTROLLER... | --all) [settings]: makes the keys of these controllers, or of all that Gateway:ControllersFolder describes.";
    private const string All = "--all";

    /// <summary>0: every controller has a key that can be used. 1: not so, and standard error says why. 2: the command line is wrong.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var named = args.Skip(2).TakeWhile(a => !a.StartsWith('-')).ToList();
        var all = args.Contains(All);
        if (args is not [_, "create", ..] || all == named.Count > 0)
        {
            return await FailAsync(2, Usage);
        }

        string[] rest = [.. args.Skip(2 + named.Count).Where(a => a != All)];
        var settings = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = rest, ContentRootPath = AppContext.BaseDirectory }).Configuration;
        var gateway = settings.GetSection(GatewayOptions.Section).Get<GatewayOptions>() ?? new GatewayOptions();
        var controllers = GatewayConfiguration.ReadControllers(gateway).Select(c => c.Id).ToList();
        if (named.FirstOrDefault(name => !ConfiguredId.IsValid(name)) is { } wrong)
        {
            return await FailAsync(2, $"\"{wrong}\" is no controller's id, which is {ConfiguredId.Form}.");
        }

        // The key comes before the controller's file: a gateway that sees the file wants the key.
        foreach (var name in named.Except(controllers))
        {
            Console.WriteLine($"{name}: not described in {Path.GetFullPath(gateway.ControllersFolder)} yet ({Described(controllers)})");
        }

        return await CreateAsync(settings.GetSection(CasesOptions.Section).Get<CasesOptions>() ?? new CasesOptions(), all ? controllers : named);
    }

    private static string Described(List<string> controllers) =>
        controllers.Count == 0 ? "nothing is" : $"these are: {string.Join(", ", controllers)}";

    private static async Task<int> CreateAsync(CasesOptions options, IEnumerable<string> controllers)
    {
        try
        {
            var (code, made) = (0, false);
            await foreach (var key in ControllerKeyCreation.CreateAsync(options, controllers, CancellationToken.None))
            {
                if (key.Fault is { } fault)
                {
                    code = await FailAsync(1, $"{key.ControllerId}: {fault.Message}");
                    continue;
                }

                made |= key.IsMade;
                Console.WriteLine($"{key.ControllerId}: {(key.IsMade ? "made" : "there already")}, {Path.GetFullPath(Path.Combine(options.KeyFolder, key.ControllerId + ".key"))}");
            }

            if (made && options.Engine == Engine.Distributed)
            {
                Console.WriteLine("Every other process needs the same files, and a copy belongs apart from all backups of the data.");
            }

            return code;
        }
        catch (Exception e) when (e is CaseException or InvalidOperationException)
        {
            return await FailAsync(1, e.Message);
        }
    }

    private static async Task<int> FailAsync(int code, string message)
    {
        await Console.Error.WriteLineAsync(message);
        return code;
    }
}
