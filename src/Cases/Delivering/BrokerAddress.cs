using System.Globalization;

namespace DsrGateway.Cases.Delivering;

/// <summary>Where RabbitMQ is, one node or a cluster, and as whom to enter.</summary>
internal sealed record BrokerAddress(IReadOnlyList<(string Host, ushort Port)> Nodes, string User, string Password, string VirtualHost)
{
    private const ushort DefaultPort = 5672;

    /// <summary>MassTransit's form of the address, by the first node.</summary>
    public Uri Uri => new($"rabbitmq://{Nodes[0].Host}:{Nodes[0].Port}/{System.Uri.EscapeDataString(VirtualHost)}");

    /// <exception cref="InvalidOperationException">It is no amqp address. The message never holds the password.</exception>
    public static BrokerAddress Parse(string text)
    {
        const string Scheme = "amqp://";
        var at = text.LastIndexOf('@');
        var slash = text.IndexOf('/', Math.Max(at, Scheme.Length));
        var authority = text[(at < 0 ? Math.Min(Scheme.Length, text.Length) : at + 1)..(slash < 0 ? text.Length : slash)];
        if (!text.StartsWith(Scheme, StringComparison.Ordinal) || authority.Length == 0)
        {
            throw new InvalidOperationException("Cases:Distributed:Broker is no address of the form amqp://user:password@host:port,host2:port2/vhost.");
        }

        var login = at < 0 ? ["guest", "guest"] : text[Scheme.Length..at].Split(':', 2);
        var virtualHost = slash < 0 || slash == text.Length - 1 ? "/" : System.Uri.UnescapeDataString(text[(slash + 1)..]);
        return new BrokerAddress(
            [.. authority.Split(',').Select(Node)], System.Uri.UnescapeDataString(login[0]),
            login.Length > 1 ? System.Uri.UnescapeDataString(login[1]) : "", virtualHost);
    }

    private static (string, ushort) Node(string text)
    {
        var parts = text.Split(':', 2);
        return (parts[0], parts.Length < 2 ? DefaultPort
            : ushort.TryParse(parts[1], CultureInfo.InvariantCulture, out var port) ? port
            : throw new InvalidOperationException($"Cases:Distributed:Broker: {parts[1]} is no port."));
    }
}
