using DsrGateway.AdapterContract;
using DsrGateway.AdapterKit;
using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Adapters.Tests.Sql;

public sealed class SqliteKillTests : KillTests
{
    protected override string Provider => "sqlite";
}

[Trait("Needs", "servers")]
public sealed class PostgresKillTests : KillTests
{
    protected override string Provider => "postgresql";
}

/// <summary>kill -9 at every failpoint, a new process, the same call again: the effect is there once and the answer is the one it would have been.</summary>
public abstract class KillTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dsr-kill-").FullName;
    private TestDatabase _database = null!;

    public static TheoryData<AdapterFailpoint> Failpoints => [.. Enum.GetValues<AdapterFailpoint>()];

    protected abstract string Provider { get; }

    private string FailpointFile => Path.Combine(_folder, "failpoint");

    private string Settings => Path.Combine(_folder, "settings.yml");

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(Provider);
        await CrmSample.CreateAsync(_database);
        await File.WriteAllTextAsync(Path.Combine(_folder, "crm.yml"), CrmSample.Map);
        await File.WriteAllTextAsync(Settings, $"systems: [{{ system_id: crm, provider: {Provider}, connection: '{_database.Connection}', map: crm.yml }}]");
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Failpoints))]
    public async Task Killed_at_any_point_the_effect_is_made_exactly_once(AdapterFailpoint failpoint)
    {
        var step = new StepContext { OperationId = "op-1", CaseId = "case-1", ControllerId = "entteri", SystemId = "crm", Right = Right.Erasure };
        step.Identifiers.Add(SqlUnderTest.Id("customer_number", "K-1001"));
        if (failpoint == AdapterFailpoint.MidStream)
        {
            step.Right = Right.Access;
        }

        IReadOnlyList<OutcomePart> forecast;
        using (var process = await AdapterProcess.StartAsync(Settings, FailpointFile))
        using (var client = new AdapterClient(process.Address))
        {
            var located = await client.LocateAsync(step);
            forecast = located.Forecast;
            step.SubjectRefs.AddRange(located.Selection.SubjectRefs);
            await File.WriteAllTextAsync(FailpointFile, failpoint.ToString());
            await Assert.ThrowsAsync<RpcException>(() => client.FulfilAsync(step));
            Assert.Equal(AdapterProcess.Killed, await process.ExitedAsync());
            Assert.Equal(string.Empty, await File.ReadAllTextAsync(FailpointFile));
        }

        using var second = await AdapterProcess.StartAsync(Settings, FailpointFile);
        using var again = new AdapterClient(second.Address);
        var repeated = await again.FulfilAsync(step);
        if (step.Right == Right.Access)
        {
            Assert.Equal(repeated.Outcome.Sent, repeated.Outcome.Parts.Sum(part => part.Count));
            Assert.Equal(10, repeated.Outcome.Sent); // nine rows and a file
            return;
        }

        Assert.Equal(forecast, repeated.Outcome.Parts);
        Assert.Equal("1", await _database.ScalarAsync("SELECT COUNT(*) FROM dsr_operation"));
        Assert.Equal("1", await _database.ScalarAsync("SELECT COUNT(*) FROM customer"));
        Assert.Equal("2", await _database.ScalarAsync("SELECT COUNT(*) FROM invoice"));
        Assert.DoesNotContain((await again.VerifyAsync(step)).Parts, part => part.Kind == OutcomeKind.Residue);
    }
}
