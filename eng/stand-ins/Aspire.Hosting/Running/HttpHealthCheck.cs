using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Running;

internal sealed class HttpHealthCheck(IHttpClientFactory clients, EndpointReference endpoint, string path, int expected) : IHealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Limit);
        using var client = clients.CreateClient(nameof(HttpHealthCheck));
        using var response = await client.GetAsync(new Uri(new Uri(endpoint.Url), path), limited.Token).ConfigureAwait(false);
        var status = (int)response.StatusCode;
        return status == expected
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"{path} answered {status}; {expected} was expected.");
    }
}
