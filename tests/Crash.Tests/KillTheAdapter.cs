using DsrGateway.AdapterKit;
using DsrGateway.TestKit;
using DsrGateway.V1;

namespace DsrGateway.Crash.Tests;

/// <summary>Kill -9 of the SQL adapter's process at each of its failpoints while a gateway runs a case.</summary>
public class KillTheAdapter
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
              - { id: crm, name: CRM, kind: crm, adapter: sql, searched_by: [email], legal_bases: [consent, legitimate_interest], limits: { timeout: 20s } }
        """;

    public static TheoryData<AdapterFailpoint, Right> Pairs
    {
        get
        {
            var pairs = new TheoryData<AdapterFailpoint, Right>();
            foreach (var failpoint in Enum.GetValues<AdapterFailpoint>())
            {
                // A stream of records is what access has; everything else has a transaction.
                foreach (var right in failpoint == AdapterFailpoint.MidStream ? [Right.Access] : new[] { Right.Erasure, Right.Objection })
                {
                    pairs.Add(failpoint, right);
                }
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task The_case_completes_by_itself_when_the_adapter_is_back_and_the_effect_is_there_once(AdapterFailpoint failpoint, Right right)
    {
        using var folder = new TempFolder();
        using var target = new SqlTarget();
        await target.StartAsync();
        TestGateway.Configure(folder, Controller);
        await using var gateway = await TestGateway.StartAsync(folder, new Dictionary<string, string> { ["sql"] = target.Address });
        target.Arm(failpoint.ToString());

        var request = new NewCase { RequestId = Guid.NewGuid().ToString(), ControllerId = "test", Right = right, Actor = "portal", Identifiers = { new Identifier { Type = "email", Value = "maija@example.fi" } } };
        var opened = (await gateway.Cases.SubmitCaseAsync(new SubmitCaseRequest { NewCase = request })).Case;
        Assert.Equal(GatewayProcess.KilledBySigkill, await target.ExitedAsync());
        Assert.True(target.IsSpent, $"No case came to {failpoint}.");
        await target.StartAsync();
        var answer = await gateway.WaitForAsync(opened.CaseId, c => c.State == CaseState.Closed);

        Assert.Equal(Conclusion.Granted, answer.Conclusion);
        Assert.Equal(1, Assert.Single(answer.Steps).Parts.Where(p => p.Kind == OutcomeKind.Done).Sum(p => p.Count));
        Assert.Equal(right switch { Right.Erasure => ["erased 1"], Right.Objection => ["objected 1"], _ => [] }, target.Effects);
    }
}
