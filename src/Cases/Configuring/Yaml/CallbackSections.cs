using System.Net;

namespace DsrGateway.Cases.Configuring.Yaml;

/// <summary>Where the portal is told that a case ended.</summary>
internal static class CallbackSections
{
    private const string Right = "an https address, such as https://portal.example.com/cases (http only on loopback)";

    public static CallbackConfig? Read(Section controller)
    {
        if (controller.OptionalSection("callback", "{ url: https://portal.example.com/cases, secret_file: /etc/dsr/portal.secret }", "url", "secret_file") is not { } section)
        {
            return null;
        }

        var (url, file) = (section.Text("url", Right, maxLength: 2000), section.Text("secret_file", "the absolute path of the file that holds the secret"));
        if (url.Length > 0 && Fault(url) is { } fault)
        {
            section.Fault("url", fault);
        }

        if (file.Length > 0 && !Path.IsPathFullyQualified(file))
        {
            section.Fault("secret_file", "must be an absolute path: a relative one would depend on where the gateway is started.");
        }

        return new CallbackConfig(url, file);
    }

    private static string? Fault(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && IsLoopback(url))))
        {
            return $"must be {Right}.";
        }

        return url.UserInfo.Length > 0 ? "must hold no user or password: what is sent is signed by the secret."
            : url.Fragment.Length > 0 ? "must hold no fragment (#): it would not be sent."
            : null;
    }

    /// <summary>By the address written there: a name could lead anywhere tomorrow.</summary>
    private static bool IsLoopback(Uri url) => url.Host == "localhost" || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
