using Microsoft.Extensions.Logging;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Storage;

namespace Redflow.Execution;

/// <summary>
/// Stores what a handler tells of its run. Log lines and progress are collected for a moment and stored together, at the latest before the pass is
/// handed in; should the store not answer then, they are lost.
/// </summary>
internal sealed class RunReporter(Pass pass, IRedflowStore store, ILogger logger, Lock gate, bool isEnded)
{
    /// <summary>How long lines and progress are collected.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    private Queue<byte[]>? _lines;
    private TaskCompletionSource? _ending;
    private byte[]? _progress;
    private long _takenLines;
    private Task _storing = Task.CompletedTask;
    private bool _isEnded = isEnded;

    public void Add(RunLogLine line)
    {
        lock (gate)
        {
            _lines ??= [];
            _lines.Enqueue(PayloadJson.Write(line));
            if (_lines.Count > RunReport.KeptLines)
            {
                _lines.Dequeue();
                _takenLines++;
            }

            StoreSoon();
        }
    }

    public void SetProgress(RunProgress progress)
    {
        lock (gate)
        {
            _progress = PayloadJson.Write(progress);
            StoreSoon();
        }
    }

    /// <returns>False when the fence no longer holds.</returns>
    public Task<bool> SetStatusAsync(byte[] status, CancellationToken cancellationToken) =>
        store.ReportAsync(new(pass.Claimed.Id, pass.Claimed.Fence) { CustomStatus = status }, cancellationToken);

    /// <summary>Makes it known that the run has compensations, before it does what they would have to undo.</summary>
    /// <returns>False when the fence no longer holds.</returns>
    public Task<bool> SetCompensableAsync(CancellationToken cancellationToken) =>
        store.ReportAsync(new(pass.Claimed.Id, pass.Claimed.Fence) { IsCompensable = true }, cancellationToken);

    /// <summary>Stores what is left. Nothing that comes later is stored.</summary>
    public Task EndAsync()
    {
        lock (gate)
        {
            _isEnded = true;
            _ending?.TrySetResult();
            return _storing;
        }
    }

    private void StoreSoon()
    {
        if (_storing.IsCompleted && !_isEnded)
        {
            _ending ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            _storing = StoreAsync();
        }
    }

    private async Task StoreAsync()
    {
        // Begun under the lock, where no timer is started: a clock has a lock of its own, and calls back under it.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await CollectAsync().ConfigureAwait(false);
        while (Take() is { } report)
        {
            try
            {
                await store.ReportAsync(report, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                // What a handler tells is not worth its failure.
                logger.ReportLost(exception, pass.Claimed.Id, pass.Claimed.Workflow);
            }

            await CollectAsync().ConfigureAwait(false);
        }
    }

    private async Task CollectAsync() =>
        await _ending!.Task.WaitAsync(Period, pass.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private RunReport? Take()
    {
        lock (gate)
        {
            if (_lines is not { Count: > 0 } && _progress is null)
            {
                // Under the lock: what comes from now on starts a task of its own.
                _storing = Task.CompletedTask;
                return null;
            }

            var report = new RunReport(pass.Claimed.Id, pass.Claimed.Fence) { Progress = _progress, EarlierLines = _takenLines, Lines = _lines is null ? [] : [.. _lines] };
            _takenLines += report.Lines.Count;
            _lines?.Clear();
            _progress = null;
            return report;
        }
    }
}
