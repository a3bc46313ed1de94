using DsrGateway.V1;
using Google.Protobuf;
using Grpc.Core;

namespace DsrGateway.Demo;

/// <summary>The cases, in the order shown. What each must come to is counted in deploy/samples/systems/*/*/people.sql.</summary>
internal static class DemoCases
{
    public static async Task<int> RunAsync(Stack stack, CancellationToken cancellation)
    {
        var portal = new Portal(stack, cancellation);
        Func<Task>[] cases =
        [
            () => FiveSystems(portal),
            () => ChainedAndByHand(portal),
            () => ErasureOnCondition(portal, stack.Systems),
            () => NeedsInformation(portal),
            () => AccountingIsKept(portal, stack.Systems),
            () => AdapterIsDown(portal, stack, cancellation),
            () => UnknownPerson(portal),
            () => TwoOfOneName(portal, stack.Systems),
            () => DemoRights.ObjectionAsync(portal, stack.Systems),
            () => DemoRights.WithdrawalAsync(portal, stack.Systems),
            () => DemoRights.RectificationAsync(portal, stack.Systems),
            () => DemoRights.RestrictionAsync(portal, stack.Systems),
            () => DemoRights.PortabilityAsync(portal),
        ];
        var failed = 0;
        foreach (var run in cases)
        {
            try
            {
                await run();
            }
            catch (Exception e) when (e is DemoException or RpcException && !cancellation.IsCancellationRequested)
            {
                // The others are still worth seeing.
                failed++;
                Screen.Line($"[red]{e.Message}[/]");
            }
        }

        return failed == 0 ? cases.Length : throw new DemoException($"{failed} of {cases.Length} cases went another way than the sample data says");
    }

    private static async Task FiveSystems(Portal portal)
    {
        Screen.Title("One access request, five systems, one answer");
        var answer = await portal.ExecuteAsync("aurinkola", Right.Access, [("email", "aino.makela@example.fi")]);
        Check.Case(answer, "CLOSED GRANTED", """
            crm [email] user DONE 1; user.behavior.purchase_history DONE 5; user.contact.address DONE 2; user.contact.email DONE 3; user.content DONE 1; user.financial DONE 2; user.payment DONE 3; user.privacy_preferences DONE 2
            erp-user-registry [email, customer_number from crm, email from crm] user.account DONE 3; user.device DONE 1
            chat-logs [customer_number from crm] user.behavior DONE 2; user.content.private DONE 5; user.device.cookie_id DONE 1
            mailing-tool [email, email from crm] user.behavior DONE 4; user.contact.email DONE 2; user.privacy_preferences DONE 3
            helpdesk [email, customer_number from crm, email from crm] user DONE 1; user.contact.email DONE 1; user.content DONE 2; user.content.private DONE 5
            """);
    }

    private static async Task ChainedAndByHand(Portal portal)
    {
        Screen.Title("(a) Smilee: chat and analytics know no e-mail address and are found all the same; social media is done by hand");
        var waiting = await portal.ExecuteAsync("smilee", Right.Access, [("email", "asa.bergstrom@example.se")]);
        Check.Case(waiting, "WAITING_FOR_PERSON", """
            crm [email] user DONE 1; user.behavior.purchase_history DONE 2; user.contact.email DONE 2; user.content DONE 2; user.financial DONE 2
            mailing-tool [email, email from crm] user.behavior DONE 6; user.contact.email DONE 1
            analytics [client_id from chat] user.behavior DONE 2; user.behavior.browsing_history DONE 5; user.device.cookie_id DONE 1
            chat [customer_number from crm] user.behavior DONE 2; user.content.private DONE 5; user.device.cookie_id DONE 1
            social-media WAITING_FOR_PERSON
            """);
        await portal.CompleteByHandAsync(
            "smilee", waiting.CaseId, new OutcomePart { Category = "user.social", Kind = OutcomeKind.Done, Count = 1 },
            "Searched the company's pages on LinkedIn and Facebook; one comment, copied.",
            new EvidenceFile { Name = "comment.txt", Content = ByteString.CopyFromUtf8("Tack för en bra demo!") });
        var answer = await portal.WatchAsync(waiting.CaseId, CaseState.Closed);
        Check.Case(answer, "CLOSED GRANTED", """
            crm [email] user DONE 1; user.behavior.purchase_history DONE 2; user.contact.email DONE 2; user.content DONE 2; user.financial DONE 2
            mailing-tool [email, email from crm] user.behavior DONE 6; user.contact.email DONE 1
            analytics [client_id from chat] user.behavior DONE 2; user.behavior.browsing_history DONE 5; user.device.cookie_id DONE 1
            chat [customer_number from crm] user.behavior DONE 2; user.content.private DONE 5; user.device.cookie_id DONE 1
            social-media user.social DONE 1
            """);
        var package = await portal.DownloadAsync(answer.CaseId);
        Check.That(package.MatchesManifest(), "the package opens, and every entry has the size and SHA-256 that the manifest says");
        Check.That(package.Contains("Går det att lägga till en bot?") && package.Contains("Tack för en bra demo!"), "the chat and the file added by hand are in it");
    }

    private static async Task ErasureOnCondition(Portal portal, SampleSystems systems)
    {
        const string Anybody = "(SELECT 1 FROM ls_user WHERE user_name = 'khamalai')";
        Screen.Title("(b) Ohjelma-Aitta: a user is erased only after the deactivation event has come from the ERP");
        (string, string)[] kimmo = [("user_name", "khamalai")];
        var refused = await portal.ExecuteAsync("ohjelma-aitta", Right.Erasure, kimmo);
        Check.Case(refused, "CLOSED REFUSED", """
            erp-user-registry [user_name] REFUSED CONDITION_NOT_MET
            bulletin-tool [user_name] REFUSED CONDITION_NOT_MET
            helpdesk [user_name] REFUSED CONDITION_NOT_MET
            """);
        Check.That(systems.Count("ohjelma-aitta", "erp-user-registry", Anybody) == 1, "the user is still in the ERP's database");

        Screen.Tell("the ERP deactivates the user and writes the event");
        systems.Run("ohjelma-aitta", "erp-user-registry", """
            BEGIN;
            UPDATE ls_user SET state = 'deactivated' WHERE user_no = 2;
            INSERT INTO activation_event VALUES (109, 2, 'deactivation', '2026-11-20 16:00:00', 'Kaikki', 'aitta');
            COMMIT;
            """);
        var erased = await portal.ExecuteAsync("ohjelma-aitta", Right.Erasure, kimmo);
        Check.Case(erased, "CLOSED GRANTED", """
            erp-user-registry [user_name] user.account DONE 3; user.device DONE 1
            bulletin-tool [user_name] user.behavior DONE 2; user.contact.email DONE 1
            helpdesk [user_name] user DONE 1; user.content DONE 1; user.content.private DONE 1
            """);
        Check.That(
            systems.Count("ohjelma-aitta", "erp-user-registry", Anybody) == 0
            && systems.Count("ohjelma-aitta", "helpdesk", "caller WHERE user_name = 'khamalai'") == 0
            && systems.Count("ohjelma-aitta", "bulletin-tool", "addressee WHERE ls_user_name = 'khamalai'") == 0,
            "nothing of the user is left in the three databases");
    }

    private static async Task NeedsInformation(Portal portal)
    {
        Screen.Title("(c) Entteri's chat: an IP address alone singles nobody out, a session id does");
        var asked = await portal.ExecuteAsync("entteri", Right.Access, [("ip_address", "198.51.100.23")], register: "helvi-chatbot");
        Check.Case(asked, "NEEDS_INFORMATION", """
            helvi-chat WAITING_FOR_INFORMATION [ip_address] needs session_id
            """);
        await portal.ProvideAsync(asked.CaseId, "session_id", "hs-7d1e40");
        var answer = await portal.WatchAsync(asked.CaseId, CaseState.Closed);
        Check.Case(answer, "CLOSED GRANTED", """
            helvi-chat [session_id] user.content.private DONE 4; user.device DONE 1
            """);
        var package = await portal.DownloadAsync(answer.CaseId);
        Check.That(
            package.Contains("Miten lisään uuden vastaanottoajan?") && !package.Contains("Laskun hyvitys?") && !package.Contains("Tulostus ei toimi."),
            "the conversation is in the package, those of the others behind the same address are not");
    }

    private static async Task AccountingIsKept(Portal portal, SampleSystems systems)
    {
        Screen.Title("(d) Entteri's customers: accounting rows are kept, with ground and date; the rest is erased");
        var answer = await portal.ExecuteAsync("entteri", Right.Erasure, [("email", "helena.rautio@example.fi")], register: "customer-register");
        Check.Case(answer, "CLOSED GRANTED_IN_PART", """
            crm [email] user DONE 1; user.behavior.purchase_history DONE 2; user.contact.email DONE 3; user.content DONE 2; user.financial DONE 1; user.financial RETAINED 2 LEGAL_OBLIGATION until 2032-12-31; user.payment DONE 1; user.payment RETAINED 2 LEGAL_OBLIGATION until 2032-12-31
            extranet [email, customer_number from crm, email from crm] user.account DONE 1; user.behavior DONE 3
            analytics [client_id from extranet] user.behavior.browsing_history DONE 2; user.device.cookie_id DONE 1
            newsletter [email, email from crm] user.behavior DONE 3; user.contact.email DONE 1
            survey-tool [email, customer_number from crm, email from crm] user.behavior DONE 2; user.contact.email DONE 1; user.content DONE 2
            events [email, email from crm] user DONE 1; user.behavior DONE 2
            """);
        Check.That(
            systems.Count("entteri", "crm", "contact WHERE contact_number = 'C-0301'") == 0
            && systems.Count("entteri", "crm", "invoice WHERE invoice_number IN ('E25-0210', 'E26-0061')") == 2
            && systems.Count("entteri", "crm", "invoice WHERE invoice_number = 'E15-0044'") == 0,
            "in the database the customer is gone, two young invoices stand, the old one is gone");
        Check.That(
            systems.Count("entteri", "crm", "contact") == 4 && systems.Count("entteri", "events", "attendee WHERE email = 'h.rautio.oulu@example.fi'") == 1,
            "nobody else was touched, the namesake at the event included");
    }

    private static async Task AdapterIsDown(Portal portal, Stack stack, CancellationToken cancellation)
    {
        Screen.Title("(e) One adapter is killed: the answer comes in time and says so; the case completes by itself when it is back");
        await stack.KillMailingAdapterAsync();
        Screen.Tell("kill -9: adapter sql-mailing");
        var limit = TimeSpan.FromSeconds(3);
        Case answer;
        try
        {
            answer = await portal.ExecuteAsync("aurinkola", Right.Access, [("email", "eero.nurmi@example.fi")], deadline: limit);
        }
        finally
        {
            await stack.RestartMailingAdapterAsync(cancellation);
        }

        Check.That(portal.LastCallTook < limit, "the answer came before the call's deadline of 3 s");
        Check.Case(answer, "RUNNING", """
            crm [email] user DONE 1; user.behavior.purchase_history DONE 2; user.contact.address DONE 1; user.contact.email DONE 1; user.content DONE 1; user.financial DONE 1; user.payment DONE 1; user.privacy_preferences DONE 1
            erp-user-registry [email] user.account DONE 2; user.device DONE 1
            chat-logs [customer_number from crm] NOTHING_HELD
            helpdesk [email] user DONE 1; user.content DONE 1; user.content.private DONE 2
            mailing-tool WAITING_FOR_ADAPTER [email]
            """);
        Screen.Tell("adapter sql-mailing is started again; nobody asks for anything");
        var completed = await portal.WatchAsync(answer.CaseId, CaseState.Closed);
        Check.Case(completed, "CLOSED GRANTED", """
            crm [email] user DONE 1; user.behavior.purchase_history DONE 2; user.contact.address DONE 1; user.contact.email DONE 1; user.content DONE 1; user.financial DONE 1; user.payment DONE 1; user.privacy_preferences DONE 1
            erp-user-registry [email] user.account DONE 2; user.device DONE 1
            chat-logs [customer_number from crm] NOTHING_HELD
            helpdesk [email] user DONE 1; user.content DONE 1; user.content.private DONE 2
            mailing-tool [email] user.behavior DONE 2; user.contact.email DONE 1; user.privacy_preferences DONE 1
            """);
    }

    private static async Task UnknownPerson(Portal portal)
    {
        Screen.Title("(f) A person known to nobody");
        var answer = await portal.ExecuteAsync("aurinkola", Right.Access, [("email", "nobody.knows@example.fi")]);
        Check.Case(answer, "CLOSED NOTHING_HELD", """
            crm [email] NOTHING_HELD
            erp-user-registry [email] NOTHING_HELD
            chat-logs needs customer_number or visitor_id or session_id or ip_address REFUSED CANNOT_IDENTIFY
            mailing-tool [email] NOTHING_HELD
            helpdesk [email] NOTHING_HELD
            """);
    }

    private static async Task TwoOfOneName(Portal portal, SampleSystems systems)
    {
        Screen.Title("(g) Pepron: two people of one name are not mixed");
        var asked = await portal.ExecuteAsync("pepron", Right.Access, [("name", "Matti Virtanen")]);
        Check.Case(asked, "NEEDS_INFORMATION", """
            crm WAITING_FOR_INFORMATION [name] needs customer_number or email or phone
            helpdesk WAITING_FOR_INFORMATION [name] needs email or customer_number
            chat WAITING_FOR_INFORMATION [name] needs visitor_id or session_id or email
            web-logs needs visitor_id or ip_address REFUSED CANNOT_IDENTIFY
            call-recordings WAITING_FOR_PERSON
            """);
        await portal.CancelAsync(asked.CaseId, "asked again with the e-mail address");

        var waiting = await portal.ExecuteAsync("pepron", Right.Access, [("email", "matti.virtanen@example.fi")]);
        Check.Case(waiting, "WAITING_FOR_PERSON", """
            crm [email] user DONE 1; user.behavior.purchase_history DONE 1; user.content DONE 2
            helpdesk [email] user DONE 1; user.content DONE 2; user.content.private DONE 7
            chat [email] user.behavior DONE 1; user.content.private DONE 2; user.device.cookie_id DONE 1
            web-logs [visitor_id from chat] user.behavior.browsing_history DONE 3; user.device.cookie_id DONE 1
            call-recordings WAITING_FOR_PERSON
            """);
        await portal.CompleteByHandAsync(
            "pepron", waiting.CaseId, new OutcomePart { Kind = OutcomeKind.NothingHeld }, "Searched the recordings of his calls; all are older than their retention.");
        var answer = await portal.WatchAsync(waiting.CaseId, CaseState.Closed);
        Check.Case(answer, "CLOSED GRANTED", """
            crm [email] user DONE 1; user.behavior.purchase_history DONE 1; user.content DONE 2
            helpdesk [email] user DONE 1; user.content DONE 2; user.content.private DONE 7
            chat [email] user.behavior DONE 1; user.content.private DONE 2; user.device.cookie_id DONE 1
            web-logs [visitor_id from chat] user.behavior.browsing_history DONE 3; user.device.cookie_id DONE 1
            call-recordings NOTHING_HELD
            """);
        var package = await portal.DownloadAsync(answer.CaseId);
        string[] others = [.. OthersValues(systems)];
        var leaked = others.Where(package.Contains).ToList();
        Check.That(leaked.Count == 0, $"none of the other's {others.Length} values is in the package");
        Check.That(package.Contains("Voisinko saada erittelyn huhtikuulta?"), "his own are");
    }

    /// <summary>What only the other Matti Virtanen's rows hold, read from the databases.</summary>
    private static IEnumerable<string> OthersValues(SampleSystems systems) =>
    [
        .. systems.Read("pepron", "crm", "SELECT asiakasnumero, sahkoposti, puhelin, postiosoite FROM asiakas WHERE asiakas_id = 2"),
        .. systems.Read("pepron", "crm", "SELECT selite FROM yhteydenotto WHERE asiakas_id = 2"),
        .. systems.Read("pepron", "helpdesk", "SELECT email, external_id FROM users WHERE id = 12"),
        .. systems.Read("pepron", "helpdesk", "SELECT body FROM comments WHERE ticket_id = 303"),
        .. systems.Read("pepron", "chat", "SELECT visitor_id, typed_email FROM visitor WHERE id = 2"),
        .. systems.Read("pepron", "chat", "SELECT msg FROM chat_history WHERE chat_id = 2"),
    ];
}
