using DsrGateway.TestKit;
using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Server.Tests;

/// <summary>Seven rights at five controllers: outcomes and databases are what the sample says, which was written before the code.</summary>
public class RightsMatrix(SampleGateway samples) : IClassFixture<SampleGateway>
{
    public static TheoryData<string> Cases => [.. MatrixCase.All.Select(c => c.Name)];

    public static TheoryData<string> Controllers => [.. MatrixCase.All.Select(c => c.Controller).Distinct()];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_right_comes_to_what_the_sample_says(string name)
    {
        var of = MatrixCase.All.Single(c => c.Name == name);

        var faults = MatrixJudge.Compare(of, await samples.RunAsync(of));

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Theory]
    [MemberData(nameof(Controllers))]
    public void Every_right_has_a_line_at_every_controller(string controller) =>
        Assert.Empty(Enum.GetValues<Right>().Except([Right.Unspecified]).Except(MatrixCase.All.Where(c => c.Controller == controller).Select(c => c.Request.Right)));

    [Theory]
    [MemberData(nameof(Controllers))]
    public async Task A_purpose_that_nobody_pursues_is_refused_with_the_known_ones(string controller)
    {
        var request = MatrixCase.All.First(c => c.Controller == controller && c.Request.Right == Right.Objection).Request.Clone();
        request.RequestId = Guid.NewGuid().ToString();
        request.Purposes.Clear();
        request.Purposes.Add("marketing");

        var refused = await Assert.ThrowsAsync<RpcException>(() => samples.Cases.SubmitAsync(request));

        var fields = refused.GetRpcStatus()!.Details.First(d => d.Is(Google.Rpc.BadRequest.Descriptor)).Unpack<Google.Rpc.BadRequest>().FieldViolations;
        var fault = Assert.Single(fields);
        Assert.Equal("new_case.purposes[0]", fault.Field);
        Assert.Contains("direct_marketing", fault.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_the_docs_says_what_the_run_says()
    {
        var runs = new List<(MatrixCase, Case)>();
        foreach (var of in MatrixCase.All)
        {
            runs.Add((of, (await samples.RunAsync(of)).Case));
        }

        var page = MatrixPage.Write(runs);
        if (Environment.GetEnvironmentVariable("DSR_WRITE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(MatrixPage.File, page);
        }

        Assert.Equal(page, await File.ReadAllTextAsync(MatrixPage.File));
    }
}
