using Microsoft.Extensions.Diagnostics.HealthChecks;
using Redflow.Storage;

namespace Redflow.Hosting;

/// <summary>Healthy when Redis answers and runs the engine's scripts.</summary>
internal sealed class StoreHealthCheck(IRedflowStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.CheckAsync(cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy("Redis answers and runs scripts.");
        }
        catch (RedflowException exception)
        {
            return new(context.Registration.FailureStatus, exception.Message, exception);
        }
    }
}
