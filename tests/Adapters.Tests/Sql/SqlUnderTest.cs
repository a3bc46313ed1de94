using DsrGateway.AdapterContract;
using DsrGateway.AdapterKit;
using DsrGateway.Adapters.Sql;
using DsrGateway.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DsrGateway.Adapters.Tests.Sql;

/// <summary>The SQL adapter in this process, on the sample database.</summary>
internal sealed class SqlUnderTest : IAdapterUnderTest
{
    private readonly WebApplication _app;
    private readonly LogCapture _log;
    private readonly string _folder;

    private SqlUnderTest(WebApplication app, LogCapture log, TestDatabase database, string folder) => (_app, _log, Database, _folder) = (app, log, database, folder);

    public TestDatabase Database { get; }

    public string Address => _app.Urls.First();

    public string ControllerId => "entteri";

    public string SystemId => "crm";

    public string UnreachableSystemId => "down";

    public IReadOnlyList<Identifier> Person { get; } = [Id("customer_number", "K-1001"), Id("email", "åsa.öberg@example.fi")];

    public IReadOnlyList<Identifier> Namesake { get; } = [Id("customer_number", "K-1002"), Id("email", "asa2@example.fi")];

    public Identifier SharedName { get; } = Id("name", "Åsa Öberg");

    public Identifier Unknown { get; } = Id("email", "nobody@example.fi");

    public string PersonMark => "first-åsa";

    public string NamesakeMark => "second-åsa";

    public Correction Correction { get; } = new() { Category = "user.contact.email", OldValue = "åsa.öberg@example.fi", NewValue = "asa.new@example.fi" };

    public string Log => _log.Text;

    public static Identifier Id(string type, string value) => new() { Type = type, Value = value };

    public static async Task<SqlUnderTest> StartAsync(string provider, Func<string, string>? change = null)
    {
        var database = await TestDatabase.CreateAsync(provider);
        await CrmSample.CreateAsync(database);
        var folder = Directory.CreateTempSubdirectory("dsr-map-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "crm.yml"), change is null ? CrmSample.Map : change(CrmSample.Map));
        var log = new LogCapture();
        var app = AdapterHost.Build(["--Adapter:Address=http://127.0.0.1:0"], new AdapterIdentity("sql", "test"), builder =>
        {
            builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
            builder.Configuration.AddInMemoryCollection(Settings(database));
            builder.Services.AddSqlAdapter(builder.Configuration, folder);
        });
        await app.StartAsync();
        return new SqlUnderTest(app, log, database, folder);
    }

    public IServiceProvider Services => _app.Services;

    public Task<string> SnapshotAsync() => Database.DumpAsync(CrmSample.Tables);

    public Task PlantResidueAsync() => Database.ExecuteAsync("UPDATE customer SET search_copy = 'was ÅSA.ÖBERG@example.fi.' WHERE id = 2");

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static Dictionary<string, string?> Settings(TestDatabase database)
    {
        var settings = new Dictionary<string, string?>();
        foreach (var (i, id, connection) in new[] { (0, "crm", database.Connection), (1, "down", database.Unreachable) })
        {
            settings[$"Sql:Systems:{i}:SystemId"] = id;
            settings[$"Sql:Systems:{i}:Controller"] = "entteri";
            settings[$"Sql:Systems:{i}:Provider"] = database.Provider;
            settings[$"Sql:Systems:{i}:Connection"] = connection;
            settings[$"Sql:Systems:{i}:Map"] = "crm.yml";
        }

        return settings;
    }
}
