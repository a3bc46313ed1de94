using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace DsrGateway.TestServers;

/// <summary>A given broker's management plugin, on its usual port.</summary>
internal static class RabbitManagement
{
    private const int Port = 15672;

    public static async Task<string> CreateVirtualHostAsync(Uri broker, string name)
    {
        using var client = Client(broker);
        var user = Uri.UnescapeDataString(broker.UserInfo.Split(':')[0]);
        using var made = await client.PutAsync(new Uri($"/api/vhosts/{name}", UriKind.Relative), null);
        made.EnsureSuccessStatusCode();
        using var allowed = await client.PutAsJsonAsync($"/api/permissions/{name}/{user}", new { configure = ".*", write = ".*", read = ".*" });
        allowed.EnsureSuccessStatusCode();
        return $"{broker.GetLeftPart(UriPartial.Authority)}/{name}";
    }

    private static HttpClient Client(Uri broker)
    {
        var client = new HttpClient { BaseAddress = new UriBuilder("http", broker.Host, Port).Uri };
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(broker.UserInfo))));
        return client;
    }
}
