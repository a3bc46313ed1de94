using System.IO.Compression;
using System.Text.Json;
using DsrGateway.TestKit;
using DsrGateway.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace DsrGateway.Foreign.Tests;

public sealed class ForeignAdapters : IAsyncLifetime, IDisposable
{
    private const string Controller = """
        id: test
        name: Test Oy
        country: FI
        language: fi
        registers:
          - id: customers
            name: Customers
            systems:
              - { id: people, name: People, kind: other, adapter: node, searched_by: [email], legal_bases: [contract], limits: { timeout: 20s } }
        """;

    private const string People = """
        {
          "people": {
            "1": { "email": "maija@example.fi", "name": "Maija Mäkinen" },
            "2": { "email": "liisa@example.fi", "name": "Liisa Åberg" },
            "3": { "email": "info@example.fi", "name": "Matti Virtanen" },
            "4": { "email": "info@example.fi", "name": "Teppo Virtanen" }
          },
          "operations": {}
        }
        """;

    private readonly TempFolder _folder = new();
    private ForeignProcess _adapter = null!;
    private TestGateway _gateway = null!;
    private string _address = "";

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(_folder["people.json"], People);
        _adapter = await Toolchains.NodeAsync(ForeignProcess.Examples("node", "adapter.js"), "127.0.0.1:0", "people", _folder["people.json"]);
        _address = "http://127.0.0.1:" + (await _adapter.ReadLineAsync())["listening on ".Length..];
        TestGateway.Configure(_folder, Controller);
        _gateway = await TestGateway.StartAsync(_folder, new Dictionary<string, string> { ["node"] = _address });
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _adapter.Dispose();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_adapter_in_Node_hands_out_the_person_and_nobody_else()
    {
        var answer = await ExecuteAsync(Right.Access, "maija@example.fi");

        Assert.Equal((CaseState.Closed, Conclusion.Granted), (answer.State, answer.Conclusion));
        using var archive = new ZipArchive(new MemoryStream(await DownloadAsync(answer.CaseId)));
        using var people = JsonDocument.Parse(archive.Entries.Single(e => e.Name == "people.json").Open());
        Assert.Equal("Maija Mäkinen", Assert.Single(people.RootElement.EnumerateArray()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task An_adapter_in_Node_erases_verifies_and_then_holds_nothing()
    {
        var erased = await ExecuteAsync(Right.Erasure, "maija@example.fi");
        var again = await ExecuteAsync(Right.Erasure, "maija@example.fi");

        Assert.Equal((CaseState.Closed, Conclusion.Granted), (erased.State, erased.Conclusion));
        Assert.Equal((CaseState.Closed, Conclusion.NothingHeld), (again.State, again.Conclusion));
        using var state = JsonDocument.Parse(await File.ReadAllTextAsync(_folder["people.json"]));
        Assert.Equal(["2", "3", "4"], state.RootElement.GetProperty("people").EnumerateObject().Select(p => p.Name));
        Assert.Single(state.RootElement.GetProperty("operations").EnumerateObject());
    }

    [Fact]
    public async Task An_adapter_in_Node_selects_nobody_where_two_people_share_an_address()
    {
        var answer = await ExecuteAsync(Right.Erasure, "info@example.fi");

        Assert.Equal(CaseState.NeedsInformation, answer.State);
        Assert.Equal(["customer_number"], Assert.Single(answer.Steps).InformationNeeded);
    }

    [Fact]
    public async Task An_adapter_in_Node_gives_a_repeated_operation_the_first_outcome_and_no_second_effect()
    {
        using var channel = GrpcChannel.ForAddress(_address);
        var adapter = new AdapterService.AdapterServiceClient(channel);
        var described = await adapter.DescribeAsync(new DescribeRequest());
        var context = new StepContext { OperationId = Guid.NewGuid().ToString(), CaseId = "c", ControllerId = "test", SystemId = "people", Right = Right.Erasure, SubjectRefs = { "2" } };

        var outcomes = new List<FulfilOutcome>();
        for (var i = 0; i < 2; i++)
        {
            using var stream = adapter.Fulfil(new FulfilRequest { Context = context });
            outcomes.AddRange(await stream.ResponseStream.ReadAllAsync().Select(m => m.Outcome).ToListAsync());
        }

        Assert.Equal("people", Assert.Single(described.Systems).SystemId);
        Assert.Equal(2, outcomes.Count);
        Assert.Equal(outcomes[0], outcomes[1]);
        Assert.Equal((OutcomeKind.Done, 1L), (outcomes[1].Parts[0].Kind, outcomes[1].Parts[0].Count));
    }

    private async Task<Case> ExecuteAsync(Right right, string email) => (await _gateway.Cases.ExecuteCaseAsync(
        new ExecuteCaseRequest
        {
            NewCase = new NewCase
            {
                RequestId = Guid.NewGuid().ToString(),
                ControllerId = "test",
                Right = right,
                Actor = "portal",
                Identifiers = { new Identifier { Type = "email", Value = email } },
            },
        },
        deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(60))).Case;

    private async Task<byte[]> DownloadAsync(string caseId)
    {
        using var call = _gateway.Cases.DownloadPackage(new DownloadPackageRequest { CaseId = caseId, Actor = "portal" });
        using var archive = new MemoryStream();
        await foreach (var piece in call.ResponseStream.ReadAllAsync())
        {
            piece.Chunk.WriteTo(archive);
        }

        return archive.ToArray();
    }
}
