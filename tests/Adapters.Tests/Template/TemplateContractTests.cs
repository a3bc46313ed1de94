using DsrGateway.AdapterContract;
using DsrGateway.AdapterKit;
using DsrGateway.Adapters.Template;
using DsrGateway.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace DsrGateway.Adapters.Tests.Template;

public sealed class TemplateSelectionTests : SelectionContract
{
    protected override async Task<IAdapterUnderTest> StartAsync() => await TemplateUnderTest.StartAsync();
}

public sealed class TemplateEffectTests : EffectContract
{
    protected override async Task<IAdapterUnderTest> StartAsync() => await TemplateUnderTest.StartAsync();
}

/// <summary>The template in this process, on a folder of two people.</summary>
internal sealed class TemplateUnderTest : IAdapterUnderTest
{
    private readonly WebApplication _app;
    private readonly LogCapture _log;
    private readonly string _folder;

    private TemplateUnderTest(WebApplication app, LogCapture log, string folder) => (_app, _log, _folder) = (app, log, folder);

    public string Address => _app.Urls.First();

    public string ControllerId => "any";

    public string SystemId => "folder";

    public string UnreachableSystemId => "down";

    public IReadOnlyList<Identifier> Person { get; } = [Id("email", "asa.oberg@example.fi"), Id("customer_number", "700123")];

    public IReadOnlyList<Identifier> Namesake { get; } = [Id("email", "asa2@example.fi"), Id("customer_number", "700124")];

    public Identifier SharedName { get; } = Id("name", "Åsa Öberg");

    public Identifier Unknown { get; } = Id("email", "nobody@example.fi");

    public string PersonMark => "likes tea";

    public string NamesakeMark => "likes coffee";

    public Correction Correction { get; } = new() { Category = "user", OldValue = "a", NewValue = "b" };

    public string Log => _log.Text;

    public static async Task<TemplateUnderTest> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("dsr-template-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "700123.json"), """{ "name": "Åsa Öberg", "email": "Asa.Oberg@example.fi", "note": "likes tea" }""");
        await File.WriteAllTextAsync(Path.Combine(folder, "700124.json"), """{ "name": "Åsa Öberg", "email": "asa2@example.fi", "note": "likes coffee" }""");
        var log = new LogCapture();
        var app = AdapterHost.Build(["--Adapter:Address=http://127.0.0.1:0"], new AdapterIdentity("template", "test"), builder =>
        {
            builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
            builder.Services.AddTemplateAdapter(new TemplateAdapterOptions { SystemId = "folder", Folder = folder });
            builder.Services.AddTemplateAdapter(new TemplateAdapterOptions { SystemId = "down", Folder = "/nonexistent/folder" });
        });
        await app.StartAsync();
        return new TemplateUnderTest(app, log, folder);
    }

    public async Task<string> SnapshotAsync()
    {
        var texts = Directory.EnumerateFiles(_folder).Order(StringComparer.Ordinal).Select(async file => $"{Path.GetFileName(file)}: {await File.ReadAllTextAsync(file)}");
        return string.Join('\n', await Task.WhenAll(texts));
    }

    public Task PlantResidueAsync() => File.WriteAllTextAsync(Path.Combine(_folder, "export.csv"), "ASA.OBERG@example.fi;1");

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static Identifier Id(string type, string value) => new() { Type = type, Value = value };
}
