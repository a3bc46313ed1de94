using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DsrGateway.TestKit;

/// <summary>What a portal was sent.</summary>
public sealed record ReceivedCallback(string Id, string Timestamp, string Signature, string ContentType, string Body)
{
    /// <summary>Whether it was signed with the key, computed here anew from the convention's own words.</summary>
    public bool IsSignedBy(byte[] key) =>
        Signature == "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.{Body}")));
}

/// <summary>The portal's end of the callbacks: a web server on loopback that answers as a test says.</summary>
public sealed class CallbackReceiver : IAsyncDisposable
{
    private readonly Channel<ReceivedCallback> _received = Channel.CreateUnbounded<ReceivedCallback>();
    private WebApplication? _app;
    private string _address = "http://127.0.0.1:0";

    /// <summary>Answers; 200 unless a test says otherwise.</summary>
    public Func<ReceivedCallback, HttpContext, Task> OnReceived { get; set; } = (_, _) => Task.CompletedTask;

    public string Url => _address + "/cases?portal=1";

    public static async Task<CallbackReceiver> StartAsync()
    {
        var receiver = new CallbackReceiver();
        await receiver.StartServerAsync();
        return receiver;
    }

    /// <summary>What a controller's file says to be told here; the secret's file is written.</summary>
    public string Configuration(string secretFile, byte[] key)
    {
        WriteSecret(secretFile, key);
        return $"callback: {{ url: \"{Url}\", secret_file: {secretFile} }}";
    }

    public static void WriteSecret(string file, byte[] key)
    {
        File.WriteAllText(file, $"whsec_{Convert.ToBase64String(key)}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    public async Task<ReceivedCallback> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await _received.Reader.ReadAsync(patience.Token);
    }

    /// <summary>Everything that came and was not yet taken.</summary>
    public IReadOnlyList<ReceivedCallback> Taken()
    {
        var taken = new List<ReceivedCallback>();
        while (_received.Reader.TryRead(out var one))
        {
            taken.Add(one);
        }

        return taken;
    }

    /// <summary>Stops listening; the address is kept for <see cref="StartServerAsync"/>.</summary>
    public async Task StopServerAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.StopAsync(new CancellationToken(canceled: true));
            await app.DisposeAsync();
        }
    }

    public async Task StartServerAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(_address);
        _app = builder.Build();
        _app.Run(ReceiveAsync);
        await _app.StartAsync();
        _address = _app.Urls.Single();
    }

    public async ValueTask DisposeAsync() => await StopServerAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var headers = context.Request.Headers;
        var received = new ReceivedCallback(
            headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(),
            context.Request.ContentType ?? "", await reader.ReadToEndAsync(context.RequestAborted));
        _received.Writer.TryWrite(received);
        await OnReceived(received, context);
    }
}
