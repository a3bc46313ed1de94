using DsrGateway.V1;

namespace DsrGateway.Server.Tests;

/// <summary>The judge of the matrix sees what it is there for.</summary>
public class PlantedFaults(SampleGateway samples) : IClassFixture<SampleGateway>
{
    private static readonly MatrixCase Objection = MatrixCase.All.Single(c => c.Name == "aurinkola objection to direct_marketing, an active user");

    /// <summary>The rule of f42a5a4: somebody found and nothing held is a broken contract.</summary>
    [Fact]
    public async Task A_step_that_fails_reddens_its_cell()
    {
        var run = await samples.RunAsync(Objection);
        var broken = run.Case.Clone();
        var step = broken.Steps.Single(s => s.SystemId == "helpdesk");
        (step.State, step.Problem) = (StepState.WaitingForPerson, Problem.AdapterBrokeContract);
        step.Parts.Clear();
        step.Parts.Add(new OutcomePart { Kind = OutcomeKind.Failed });

        Assert.Equal(["helpdesk: expected not_concerned, was failed (adapter_broke_contract)"], MatrixJudge.Compare(Objection, run with { Case = broken }));
    }

    [Fact]
    public async Task A_right_that_does_anothers_work_reddens_its_cell()
    {
        var run = await samples.RunAsync(Objection);
        var after = Copy(run);
        after["crm"]["consent"]["4"]["withdrawn_at"] = "2026-12-01";

        Assert.Equal(["crm.consent 4 withdrawn_at: expected nothing, was 2026-12-01"], MatrixJudge.Compare(Objection, run with { After = after }));
    }

    [Fact]
    public async Task Another_persons_row_reddens_the_cell_whose_case_touched_it()
    {
        var run = await samples.RunAsync(Objection);
        var after = Copy(run);
        after["crm"]["customer"].Remove("2");

        Assert.Equal(["crm.customer 2: expected there, was deleted"], MatrixJudge.Compare(Objection, run with { After = after }));
    }

    private static Dictionary<string, Rows> Copy(MatrixRun run) => run.After.ToDictionary(rows => rows.Key, rows => new Rows(rows.Value), StringComparer.Ordinal);
}
