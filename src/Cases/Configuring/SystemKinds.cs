namespace DsrGateway.Cases.Configuring;

/// <summary>The kinds of system that a dashboard or a report can group by.</summary>
public static class SystemKinds
{
    public static IReadOnlyList<string> All { get; } =
    [
        "crm", "erp_user_registry", "chat_logs", "mailing_tool", "helpdesk", "analytics", "extranet", "survey_tool", "events",
        "social_media", "call_recordings", "web_logs", "other",
    ];
}
