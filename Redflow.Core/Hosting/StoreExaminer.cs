using Microsoft.Extensions.Logging;
using Redflow.Storage;

namespace Redflow.Hosting;

/// <summary>Has the store examined, at most once a minute, and logs what has come up since the last time.</summary>
internal sealed class StoreExaminer(IRedflowStore store, TimeProvider time, ILogger<StoreExaminer> logger) : IDisposable
{
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private IReadOnlyList<StoreFinding> _findings = [];
    private long? _examinedAt;

    /// <summary>Examines the store, unless that was done within the last minute.</summary>
    /// <exception cref="StoreConfigurationException">The namespace refuses this process.</exception>
    /// <exception cref="StoreUnavailableException">Redis does not answer.</exception>
    public async Task<IReadOnlyList<StoreFinding>> ExamineAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_examinedAt is not { } at || time.GetElapsedTime(at) >= Freshness)
            {
                var findings = await store.DiagnoseAsync(cancellationToken).ConfigureAwait(false);
                Tell(findings.ExceptBy(_findings.Select(finding => finding.Name), finding => finding.Name));
                (_findings, _examinedAt) = (findings, time.GetTimestamp());
            }

            return _findings;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <exception cref="UnfitStoreException">The engine's promises can't hold on this store.</exception>
    /// <inheritdoc cref="ExamineAsync"/>
    public async Task EnsureFitAsync(CancellationToken cancellationToken)
    {
        var findings = await ExamineAsync(cancellationToken).ConfigureAwait(false);
        if (findings.Where(finding => finding.Severity == FindingSeverity.Refusal).ToArray() is { Length: > 0 } refusals)
        {
            throw new UnfitStoreException(refusals);
        }
    }

    public void Dispose() => _gate.Dispose();

    private void Tell(IEnumerable<StoreFinding> findings)
    {
        foreach (var finding in findings)
        {
            switch (finding.Severity)
            {
                case FindingSeverity.Info:
                    logger.StoreNotChecked(finding.Message);
                    break;
                case FindingSeverity.Warning:
                    logger.StoreAtRisk(finding.Message);
                    break;
                default:
                    logger.StoreUnfit(finding.Message);
                    break;
            }
        }
    }
}
