using Microsoft.Extensions.Diagnostics.HealthChecks;
using Redflow.Storage;

namespace Redflow.Hosting;

/// <summary>
/// Healthy when Redis answers, runs the engine's scripts and is not set up to lose runs. What is only a risk is told, but changes nothing.
/// </summary>
internal sealed class StoreHealthCheck(IRedflowStore store, StoreExaminer examiner) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.CheckAsync(cancellationToken).ConfigureAwait(false);
            return Report(context, await examiner.ExamineAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (RedflowException exception)
        {
            return new(context.Registration.FailureStatus, exception.Message, exception);
        }
    }

    private static HealthCheckResult Report(HealthCheckContext context, IReadOnlyList<StoreFinding> findings)
    {
        var status = findings.Any(finding => finding.Severity >= FindingSeverity.Error) ? context.Registration.FailureStatus : HealthStatus.Healthy;
        var told = findings.Where(finding => finding.Severity > FindingSeverity.Info).OrderByDescending(finding => finding.Severity);
        var data = findings.GroupBy(finding => finding.Name)
            .ToDictionary(named => named.Key, named => (object)string.Join(' ', named.Select(finding => finding.Message)));
        return new(status, string.Join(' ', told.Select(finding => finding.Message).Prepend("The store answers.")), data: data);
    }
}
