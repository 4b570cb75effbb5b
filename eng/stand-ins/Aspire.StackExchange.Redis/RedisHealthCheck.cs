using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Aspire.StackExchange.Redis;

/// <summary>Healthy when every configured server answers a ping.</summary>
internal sealed class RedisHealthCheck(Func<IConnectionMultiplexer> multiplexer) : IHealthCheck
{
    // Asynchronous calls of 1.2.6 never time out: a frozen server would hold the health endpoint for good.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // A server that is down has many ways to say so; a health check reports all of them as its result.
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var connection = multiplexer();
            foreach (var endPoint in connection.GetEndPoints(configuredOnly: true))
            {
                await connection.GetServer(endPoint).PingAsync().WaitAsync(Patience, cancellationToken).ConfigureAwait(false);
            }

            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception: exception);
        }
    }
}
