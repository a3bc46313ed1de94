using System.Collections.Concurrent;
using DsrGateway.AdapterKit;
using DsrGateway.Adapters.Sql;
using DsrGateway.TestKit;
using DsrGateway.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace DsrGateway.Server.Tests;

/// <summary>A gateway with the five sample controllers, and the product's SQL adapter over the sample databases.</summary>
public sealed class SampleGateway : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly SampleDatabases _databases;
    private readonly ConcurrentDictionary<string, Lazy<Task<MatrixRun>>> _runs = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _oneByOne = new(1);
    private WebApplication _adapter = null!;
    private TestGateway _gateway = null!;

    private readonly Func<string, string> _controllers;

    public SampleGateway() : this(controller => controller)
    {
    }

    /// <param name="controllers">What each controller's file is made into before it is taken over.</param>
    internal SampleGateway(Func<string, string> controllers)
    {
        _controllers = controllers;
        _databases = new SampleDatabases(_folder["databases"]);
    }

    public CaseService.CaseServiceClient Cases => _gateway.Cases;

    public async Task InitializeAsync()
    {
        _databases.Create();
        _adapter = AdapterHost.Build(["--Adapter:Address=http://127.0.0.1:0"], new AdapterIdentity("sql", "test"), builder =>
        {
            builder.Logging.ClearProviders();
            builder.Configuration.AddInMemoryCollection(Settings());
            builder.Services.AddSqlAdapter(builder.Configuration, Path.Combine(MatrixCase.Samples, "systems"));
        });
        await _adapter.StartAsync();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(MatrixCase.Samples, "controllers"), "*.yaml"))
        {
            TestGateway.Configure(_folder, _controllers(await File.ReadAllTextAsync(file)), Path.GetFileName(file));
        }

        var address = _adapter.Urls.Single();
        _gateway = await TestGateway.StartAsync(_folder, new Dictionary<string, string> { ["sql"] = address, ["sql-mailing"] = address }, null, World.Quick);
    }

    /// <summary>Drives a case to its end over fresh databases; once, however many tests ask.</summary>
    public Task<MatrixRun> RunAsync(MatrixCase of) => _runs.GetOrAdd(of.Name, _ => new Lazy<Task<MatrixRun>>(() => DriveAsync(of))).Value;

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await (TestGateway.Engine?.ReleaseAsync(_folder) ?? Task.CompletedTask);
        await _adapter.DisposeAsync();
        _oneByOne.Dispose();
        _folder.Dispose();
    }

    private async Task<MatrixRun> DriveAsync(MatrixCase of)
    {
        await _oneByOne.WaitAsync();
        try
        {
            _databases.Reset(of.Controller);
            var before = _databases.Read(of.Controller);
            var request = of.Request.Clone();
            request.RequestId = Guid.NewGuid().ToString();
            var opened = await Cases.SubmitAsync(request);
            var over = await Cases.WaitForAsync(opened.CaseId, c => c.IsOver() || c.State is CaseState.WaitingForPerson or CaseState.NeedsInformation);
            foreach (var (system, said) in over.State == CaseState.WaitingForPerson ? of.ByHand : new Dictionary<string, string>())
            {
                over = await CompleteAsync(over.CaseId, system, said);
            }

            return new MatrixRun(over, before, _databases.Read(of.Controller));
        }
        finally
        {
            _oneByOne.Release();
        }
    }

    private async Task<Case> CompleteAsync(string caseId, string system, string said)
    {
        var kind = Enum.Parse<OutcomeKind>(said.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
        await _gateway.Operators.CompleteStepAsync(new CompleteStepRequest
        {
            CaseId = caseId,
            SystemId = system,
            Parts = { new OutcomePart { Kind = kind } },
            Evidence = "Looked, as the sample says.",
            Actor = "matrix staff",
        });
        return await Cases.WaitForAsync(caseId, c => c.IsOver() || c.State is CaseState.WaitingForPerson or CaseState.NeedsInformation);
    }

    private Dictionary<string, string?> Settings() => SampleDatabases.Systems.SelectMany((at, i) => new (string Key, string Value)[]
    {
        ("SystemId", at.System),
        ("Controller", at.Controller),
        ("Provider", "sqlite"),
        ("Connection", _databases.Connection(at.Controller, at.System)),
        ("Map", Path.Combine(at.Controller, at.System, "map.yaml")),
    }.Select(setting => ($"Sql:Systems:{i}:{setting.Key}", setting.Value))).ToDictionary(setting => setting.Item1, setting => (string?)setting.Value, StringComparer.Ordinal);
}
