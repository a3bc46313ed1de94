namespace DsrGateway.Cases.Packaging.Page;

internal static class HeadSection
{
    public static void Write(Html html, PageContext context)
    {
        var facts = context.Facts;
        var words = context.Texts.Page;
        var isAccess = facts.Right == Right.Access;
        var title = isAccess ? words.AccessTitle : words.PortabilityTitle;
        html.Open("!doctype html").NewLine().Open("html", ("lang", context.Texts.Tag)).NewLine().Open("head");
        html.Open("meta", ("charset", "utf-8"));
        html.Open("meta", ("http-equiv", "Content-Security-Policy"), ("content", PageStyle.ContentSecurityPolicy));
        html.Open("meta", ("name", "referrer"), ("content", "no-referrer"));
        html.Open("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Element("title", $"{title} · {facts.ControllerName}").Markup($"<style>{PageStyle.Css}</style>");
        html.Close("head").NewLine().Open("body").NewLine();
        html.Element("a", words.SkipLink, ("class", "skip"), ("href", "#summary")).NewLine();
        html.Open("header");
        html.Element("p", facts.ControllerName, ("class", "controller")).Element("h1", title);
        var introduction = isAccess ? words.AccessIntroduction : words.PortabilityIntroduction;
        var isEmpty = context.Systems.All(written => written.Entries.Count == 0);
        html.Element("p", $"{introduction} {(isEmpty ? words.NoDataInFiles : words.DataIsInFiles)}", ("class", "lead"));
        html.Open("dl", ("class", "facts"));
        Fact(html, words.CaseNumber, facts.CaseId);
        Fact(html, words.Right, isAccess ? words.AccessRight : words.PortabilityRight);
        Fact(html, words.Received, context.Dates.Date(facts.ReceiveTime));
        Fact(html, words.Created, context.Dates.Time(facts.CreateTime));
        html.Close("dl").Close("header").NewLine();
    }

    private static void Fact(Html html, string name, string value) => html.Element("dt", name).Element("dd", value);
}
