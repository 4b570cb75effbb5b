using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Redflow.Storage;

namespace Redflow.Hosting;

/// <summary>
/// Examines the store before the rest of the host starts, and keeps it from starting on one that is not fit. Without an answer the host
/// starts all the same; the store is examined when it first answers, and the host stops if it is not fit then.
/// </summary>
internal sealed class StoreExamination(StoreExaminer examiner, TimeProvider time, ILogger<StoreExamination> logger) : BackgroundService
{
    private bool _examined;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryExamineAsync(cancellationToken).ConfigureAwait(false);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var backoff = new Backoff(time);
        while (!_examined && !stoppingToken.IsCancellationRequested)
        {
            await backoff.WaitAsync(stoppingToken).ConfigureAwait(false);
            await TryExamineAsync(stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task TryExamineAsync(CancellationToken cancellationToken)
    {
        try
        {
            await examiner.EnsureFitAsync(cancellationToken).ConfigureAwait(false);
            _examined = true;
        }
        catch (StoreUnavailableException exception)
        {
            logger.StoreNotExamined(exception.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops before the store has answered.
        }
    }
}
