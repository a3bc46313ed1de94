using DsrGateway.V1;

namespace DsrGateway.Demo;

/// <summary>One case of each right that the other cases do not show. All rights at all controllers: docs/rights-matrix.md.</summary>
internal static class DemoRights
{
    public static async Task ObjectionAsync(Portal portal, SampleSystems systems)
    {
        Screen.Title("(h) Objection to direct marketing: stopped where it is pursued; a system that does not pursue it is not concerned");
        var answer = await portal.ExecuteAsync(
            "aurinkola", Right.Objection, [("email", "åke.öhman@example.se")], also: request => request.Purposes.Add("direct_marketing"));
        Check.That(Is(answer, Conclusion.Granted) && Says(answer, "chat-logs", OutcomeKind.NotConcerned), "granted; the chat holds him and is not concerned");
        Check.That(
            systems.Count("aurinkola", "crm", "customer WHERE customer_number = 'A-10063' AND NOT marketing") == 1
            && systems.Count("aurinkola", "mailing-tool", "suppression WHERE email = 'åke.öhman@example.se' AND reason = 'objection'") == 1
            && systems.Count("aurinkola", "crm", "consent WHERE customer_id = 7 AND withdrawn_at IS NULL") == 1,
            "in the databases he gets no marketing, and his consent to the newsletter is untouched");
        Check.That(systems.Count("aurinkola", "crm", "customer WHERE marketing") == 5, "nobody else was touched");
    }

    public static async Task WithdrawalAsync(Portal portal, SampleSystems systems)
    {
        Screen.Title("(i) Withdrawal of a consent: the newsletter ends, other marketing is another matter");
        var answer = await portal.ExecuteAsync(
            "aurinkola", Right.WithdrawalOfConsent, [("email", "eero.nurmi@example.fi")], also: request => request.Purposes.Add("newsletter"));
        Check.That(Is(answer, Conclusion.Granted) && Says(answer, "helpdesk", OutcomeKind.NotConcerned), "granted; the helpdesk is not concerned");
        Check.That(
            systems.Count("aurinkola", "crm", "consent WHERE customer_id = 4 AND withdrawn_at IS NOT NULL") == 1
            && systems.Count("aurinkola", "mailing-tool", "contact WHERE id = 4 AND status = 'unsubscribed'") == 1
            && systems.Count("aurinkola", "crm", "customer WHERE id = 4 AND marketing") == 1,
            "in the databases the consent is withdrawn and he is unsubscribed; the mark for direct marketing stands");
    }

    public static async Task RectificationAsync(Portal portal, SampleSystems systems)
    {
        Screen.Title("(j) Rectification of a value that one system holds and others do not");
        var correction = new Correction { Category = "user.contact.address", OldValue = "kivikatu 4, 53100 Lappeenranta", NewValue = "Rantatie 2, 53100 Lappeenranta" };
        var waiting = await portal.ExecuteAsync(
            "pepron", Right.Rectification, [("email", "matti.virtanen@example.fi")], also: request => request.Corrections.Add(correction));
        await portal.CompleteByHandAsync("pepron", waiting.CaseId, new OutcomePart { Kind = OutcomeKind.NotConcerned }, "Recordings of calls hold no address to correct.");
        var answer = await portal.WatchAsync(waiting.CaseId, CaseState.Closed);
        Check.That(Is(answer, Conclusion.Granted) && Says(answer, "helpdesk", OutcomeKind.NotConcerned), "granted; the helpdesk has nothing to correct");
        Check.That(
            systems.Count("pepron", "crm", "asiakas WHERE asiakas_id = 1 AND postiosoite = 'Rantatie 2, 53100 Lappeenranta'") == 1
            && systems.Count("pepron", "crm", "asiakas WHERE asiakas_id = 2 AND postiosoite = 'Satamatie 8, 48100 Kotka'") == 1,
            "the address is corrected in the database, the namesake's is as it was");
    }

    public static async Task RestrictionAsync(Portal portal, SampleSystems systems)
    {
        Screen.Title("(k) Restriction: the data is marked in every system, and no account is locked");
        var answer = await portal.ExecuteAsync("ohjelma-aitta", Right.Restriction, [("email", "jenni.korhonen@jarvenranta.example.fi")]);
        Check.That(Is(answer, Conclusion.Granted), "granted, and verified by another route");
        Check.That(
            systems.Count("ohjelma-aitta", "erp-user-registry", "ls_user WHERE processing_restricted AND user_no = 1") == 1
            && systems.Count("ohjelma-aitta", "erp-user-registry", "ls_user WHERE processing_restricted OR locked") == 1
            && systems.Count("ohjelma-aitta", "helpdesk", "caller WHERE frozen") == 1,
            "her rows are marked, she is not locked out, and nobody else is marked");
    }

    public static async Task PortabilityAsync(Portal portal)
    {
        Screen.Title("(l) Portability: what the person provided, no more");
        var answer = await portal.ExecuteAsync("smilee", Right.Portability, [("email", "asa.bergstrom@example.se")]);
        Check.That(Is(answer, Conclusion.GrantedInPart), "granted in part: social media rests neither on consent nor on a contract");
        var package = await portal.DownloadAsync(answer.CaseId);
        Check.That(
            package.Contains("Går det att lägga till en bot?") && !package.Contains("Hej, 99 euro i månaden.") && !package.Contains("Ja, jag visar hur."),
            "her own lines of the chat are in the package, the agent's and the bot's are not");
    }

    private static bool Is(Case answer, Conclusion conclusion) => answer.State == CaseState.Closed && answer.Conclusion == conclusion;

    private static bool Says(Case answer, string system, OutcomeKind kind) => answer.Steps.Single(step => step.SystemId == system).Parts.All(part => part.Kind == kind);
}
