using System.Text.RegularExpressions;
using Polly;
using Polly.Retry;
using Redflow.Execution;
using Redflow.Retries;

namespace Redflow.Steps;

/// <summary>The tries at one step in one pass: as many as can follow each other in this process.</summary>
internal sealed partial class StepTries
{
    private readonly Pass _pass;
    private readonly string _step;
    private readonly StepRetry _retry;
    private readonly Random _random;
    private readonly TimeSpan _longestInProcess;
    private TimeSpan _delay;
    private int _attempt;

    public StepTries(Pass pass, string step, StepRetry retry, Random random, TimeSpan longestInProcess)
    {
        (_pass, _step, _retry, _random, _longestInProcess) = (pass, step, retry, random, longestInProcess);
        _attempt = 1;
        for (var tried = retry.MaxAttempts - 1; tried > 0; tried--)
        {
            if (pass.Claimed.Waits.TryGetValue(NameOf(tried), out var left))
            {
                // A wait of which something is left: another one has woken the run.
                Left = left > TimeSpan.Zero ? left : null;
                _attempt = Left is null ? tried + 1 : tried;
                pass.See(NameOf(tried));
                break;
            }
        }
    }

    public string Step => _step;

    /// <summary>How long the next try is still to be waited for; null when it may begin.</summary>
    public TimeSpan? Left { get; }

    /// <summary>After a failure, how long to wait for the next try without a worker; null when none follows.</summary>
    public TimeSpan? NextIn { get; private set; }

    /// <summary>The name under which the wait behind the current try is stored.</summary>
    public string WaitName => NameOf(_attempt);

    public async Task<T> RunAsync<T>(Func<int, Task<T>> body)
    {
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = _pass.Time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = _retry.MaxAttempts,
                ShouldHandle = outcome => ValueTask.FromResult(outcome.Outcome.Exception is { } exception && IsFollowed(exception)),
                DelayGenerator = _ => ValueTask.FromResult<TimeSpan?>(_delay),
                OnRetry = _ =>
                {
                    _attempt++;
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
        return await pipeline.ExecuteAsync(async _ => await body(_attempt).ConfigureAwait(false), _pass.CancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether another try follows in this process; if it follows later, <see cref="NextIn"/> says when.</summary>
    private bool IsFollowed(Exception exception)
    {
        if (_attempt >= _retry.MaxAttempts
            || exception is RedflowException { IsRetriable: false }
            || _pass.CancellationToken.IsCancellationRequested
            || _retry.Handles?.Invoke(exception) == false)
        {
            return false;
        }

        _delay = exception is RetryAfterException after ? after.DelayFrom(_pass.StoreNow) : _retry.Backoff.DelayAfter(_attempt, _random);
        if (_delay <= _longestInProcess)
        {
            return true;
        }

        NextIn = _delay;
        return false;
    }

    /// <summary>Whether a wait of that name lies between two tries.</summary>
    public static bool IsWaitName(string name) => name.EndsWith(')') && WaitNames().IsMatch(name);

    [GeneratedRegex(@" \(retry \d+\.\d+\)$")]
    private static partial Regex WaitNames();

    private string NameOf(int tried) => $"{_step} (retry {_pass.Claimed.Attempt}.{tried})";
}
