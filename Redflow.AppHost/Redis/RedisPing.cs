using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Redflow.AppHost.Redis;

/// <summary>Healthy when the server answers PING: not while it still loads its data.</summary>
internal sealed class RedisPing(RedisServerResource server) : IHealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Limit);
        using var client = new TcpClient();
        await client.ConnectAsync(server.Endpoint.Host, server.Endpoint.Port, limited.Token);
        await client.GetStream().WriteAsync("PING\r\n"u8.ToArray(), limited.Token);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        var answer = await reader.ReadLineAsync(limited.Token);
        return answer == "+PONG" ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"PING was answered by '{answer}'.");
    }
}
