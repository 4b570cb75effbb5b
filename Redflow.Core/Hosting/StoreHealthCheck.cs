using Microsoft.Extensions.Diagnostics.HealthChecks;
using Redflow.Storage;

namespace Redflow.Hosting;

/// <summary>
/// Healthy when Redis answers, runs the engine's scripts and is not set up to lose runs; degraded when it is set up at a risk. Its data tells what was
/// found, by name.
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
        var status = findings.Max(finding => (FindingSeverity?)finding.Severity) switch
        {
            >= FindingSeverity.Error => context.Registration.FailureStatus,
            FindingSeverity.Warning => HealthStatus.Degraded,
            _ => HealthStatus.Healthy,
        };
        var told = findings.Where(finding => finding.Severity > FindingSeverity.Info).OrderByDescending(finding => finding.Severity);
        var data = findings.GroupBy(finding => finding.Name)
            .ToDictionary(named => named.Key, named => (object)FindingReport.Of(named));
        return new(status, string.Join(' ', told.Select(finding => finding.Message).Prepend("The store answers.")), data: data);
    }
}
