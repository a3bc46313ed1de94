using System.Globalization;
using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Storage;
using Microsoft.Extensions.Options;

namespace DsrGateway.Cases.CallingBack;

/// <summary>
/// Posts to portals. It goes to the address of the configuration and nowhere else: no redirects, no proxy, no cookies. Of the
/// answer only the status counts.
/// </summary>
internal sealed class CallbackPost(TimeProvider clock, IOptions<CallbackOptions> options) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = options.Value.Timeout,
        // An address that moved is looked up again.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxResponseHeadersLength = 16,
        // A longer answer costs its connection, not our time.
        MaxResponseDrainSize = 4096,
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Null if the portal took it; else why not, in a word fit for a log.</summary>
    /// <exception cref="OperationCanceledException">Only by <paramref name="cancellation"/>; the portal may have it.</exception>
    public async Task<string?> SendAsync(Callback callback, CallbackConfig config, CallbackSecret secret, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(options.Value.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        using var request = CallbackMessage.Request(callback, new Uri(config.Url), secret, clock.GetUtcNow());
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return response.IsSuccessStatusCode ? null : ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        }
        catch (HttpRequestException e)
        {
            return e.HttpRequestError.ToString();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return "Timeout";
        }
    }

    public void Dispose() => _client.Dispose();
}
