using DsrGateway.V1;

namespace DsrGateway.Server.Tests;

/// <summary>A sample gateway whose adapter looks often for people who came back.</summary>
public sealed class WatchfulSamples : SampleGateway
{
    protected override string RepeatObjectionsEvery => "00:00:00.05";
}

/// <summary>What comes after an erasure: what was kept is told, and a ban holds against a re-import. On the samples, through the gateway.</summary>
public class AfterAnErasure(WatchfulSamples samples) : IClassFixture<WatchfulSamples>
{
    [Theory]
    [InlineData("aurinkola", "crm", "done 3 + retained 3", "2031-12-31")]
    [InlineData("entteri", "crm", "done 4 + retained 4", "2032-12-31")]
    [InlineData("smilee", "crm", "done 1 + retained 1", "2031-12-31")]
    public async Task A_later_access_tells_what_is_kept_why_and_until_when(string controller, string system, string said, string until)
    {
        samples.Databases.Reset(controller);
        await samples.DriveOnAsync(Of($"{controller} erasure"));

        var access = await samples.DriveOnAsync(Of($"{controller} access"));

        var step = access.Steps.Single(s => s.SystemId == system);
        Assert.Equal(said, MatrixJudge.Said(step));
        Assert.All(step.Parts.Where(part => part.Kind == OutcomeKind.Retained), part => Assert.Equal(Ground.LegalObligation, part.Ground));
        Assert.Equal(until, step.Parts.Where(part => part.Kind == OutcomeKind.Retained).Max(part => part.UntilDate));
        Assert.All(access.Steps.Where(s => s.SystemId != system), s => Assert.DoesNotContain(s.Parts, part => part.Kind == OutcomeKind.Done));
        // A copy that tells what is kept is no refusal; what cannot be searched is told as such.
        Assert.Equal(controller == "entteri" || access.Steps.Any(s => s.Parts.Any(p => p.Kind == OutcomeKind.Refused)) ? Conclusion.GrantedInPart : Conclusion.Granted, access.Conclusion);
    }

    [Theory]
    [InlineData("matti.virtanen@example.fi", "P2001")]
    [InlineData("MATTI.Virtanen@Example.FI", "P9999")]
    [InlineData("matti@uusi.example.fi", "P2001")]
    public async Task A_ban_holds_against_a_reimport(string address, string number)
    {
        samples.Databases.Reset("pepron");
        await samples.DriveOnAsync(Of("pepron objection to direct_marketing"));
        var erased = await samples.DriveOnAsync(Of("pepron erasure"));
        Assert.Equal("done 4 + retained 1", MatrixJudge.Said(erased.Steps.Single(s => s.SystemId == "crm")));

        samples.Databases.Change("pepron", "crm", $"INSERT INTO asiakas (asiakas_id, asiakasnumero, nimi, sahkoposti) VALUES (77, '{number}', 'Matti Virtanen', '{address}')");

        await UntilAsync(() => samples.Databases.Cell("pepron", "crm", "SELECT markkinointikielto FROM asiakas WHERE asiakas_id = 77") == "1");
        Assert.Equal("0", samples.Databases.Cell("pepron", "crm", "SELECT markkinointikielto FROM asiakas WHERE asiakas_id = 2"));
    }

    [Fact]
    public async Task A_remembered_ban_is_told_by_access_and_kept_by_a_second_erasure()
    {
        samples.Databases.Reset("pepron");
        var ban = Of("pepron erasure, a marketing ban stands");
        await samples.DriveOnAsync(ban);
        var access = ban with { Request = ban.Request.Clone() };
        access.Request.Right = Right.Access;

        var told = (await samples.DriveOnAsync(access)).Steps.Single(s => s.SystemId == "crm");
        var again = (await samples.DriveOnAsync(ban)).Steps.Single(s => s.SystemId == "crm");

        Assert.Equal(("done 1 + retained 1", "retained 1"), (MatrixJudge.Said(told), MatrixJudge.Said(again)));
        Assert.StartsWith("GDPR Art. 21(3)", told.Parts.Single(part => part.Kind == OutcomeKind.Retained).Basis, StringComparison.Ordinal);
    }

    private static MatrixCase Of(string name) => MatrixCase.All.Single(c => c.Name == name);

    /// <summary>The adapter looks by itself and tells nobody, so the test looks too.</summary>
    private static async Task UntilAsync(Func<bool> becomes)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!becomes())
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
