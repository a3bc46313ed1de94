using System.CommandLine;
using System.Net;
using DsrGateway.Cli.Output;
using DsrGateway.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace DsrGateway.Cli;

/// <summary>One run of one command: its arguments, its output, and the way to the gateway.</summary>
internal sealed class CliSession(CliEnvironment environment, ParseResult parse) : IDisposable
{
    private static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(30);

    private readonly List<GrpcChannel> channels = [];

    public CliEnvironment Environment { get; } = environment;

    public Printer Printer { get; } = new(environment, parse);

    public CaseService.CaseServiceClient Cases => new(Open(GatewayAddress));

    public OperatorService.OperatorServiceClient Operators => new(Open(GatewayAddress));

    private string GatewayAddress =>
        parse.GetValue(GlobalOptions.Gateway) ?? Environment.Variable("DSR_GATEWAY") ?? GlobalOptions.DefaultGateway;

    public AdapterService.AdapterServiceClient Adapter(string address) => new(Open(address));

    public T Get<T>(Option<T> option) => parse.GetValue(option)!;

    public T Get<T>(Argument<T> argument) => parse.GetValue(argument)!;

    /// <summary>Who acts, for the audit: the option, else DSR_ACTOR. Never guessed from the machine's user.</summary>
    public string Actor(Option<string?> option) =>
        parse.GetValue(option) is { Length: > 0 } actor ? actor
        : Environment.Variable("DSR_ACTOR") is { Length: > 0 } fromVariable ? fromVariable
        : throw CliException.Usage("Say who acts: --actor NAME, or the variable DSR_ACTOR.");

    public CallOptions Call(CancellationToken cancellationToken, TimeSpan? deadline = null) =>
        new(Headers(), Environment.Clock.GetUtcNow().UtcDateTime + (deadline ?? DefaultDeadline), cancellationToken);

    /// <summary>For streams, which last as long as they last.</summary>
    public CallOptions Stream(CancellationToken cancellationToken) => new(Headers(), cancellationToken: cancellationToken);

    public void Dispose() => channels.ForEach(channel => channel.Dispose());

    private GrpcChannel Open(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw CliException.Usage($"'{address}' is no address: write http://HOST:PORT or https://HOST:PORT.");
        }

        if (Token is not null && uri.Scheme == "http" && !IsLoopback(uri))
        {
            throw CliException.Usage("DSR_TOKEN is set, and a token does not travel unencrypted: use an https address.");
        }

        var channel = GrpcChannel.ForAddress(uri);
        channels.Add(channel);
        return channel;
    }

    private string? Token => Environment.Variable("DSR_TOKEN") is { Length: > 0 } token ? token : null;

    private Metadata Headers()
    {
        // Written against the contract's second revision: what it added may be told (docs/contracts.md).
        var headers = new Metadata { { "dsr-contract-revision", "2" } };
        if (Token is { } token)
        {
            headers.Add("authorization", "Bearer " + token);
        }

        return headers;
    }

    private static bool IsLoopback(Uri uri) =>
        uri.IsLoopback || (IPAddress.TryParse(uri.Host, out var address) && IPAddress.IsLoopback(address));
}
