using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Redflow.Execution;
using Redflow.Steps;

namespace Redflow.Workflows;

/// <summary>What a handler works with in one pass, whatever its input.</summary>
public abstract class WorkflowContext
{
    /// <summary>The longest status of its own, in bytes of JSON: 16 KiB.</summary>
    public const int MaxStatusBytes = 16 * 1024;

    private readonly Pass _pass;
    private readonly StepServices _services;
    private readonly Replay? _replay;
    private Compensations? _compensations;
    private Random? _random;
    private int _guids;

    private protected WorkflowContext(Pass pass, StepServices services, Replay? replay)
    {
        _pass = pass;
        _services = services;
        _replay = replay;
    }

    /// <summary>The run; in a compensation, with the id of the run that it undoes.</summary>
    public RunInfo Run => field ??= _pass.Claimed.CompensationOf is { } undone ? _pass.Run with { Id = undone } : _pass.Run;

    /// <summary>The durable steps.</summary>
    public StepRunner Step => field ??= new(_pass, _services, _replay);

    /// <summary>Fires when the run is canceled or has timed out, the lease is lost, or the host stops and its grace period is over.</summary>
    public CancellationToken CancellationToken => _pass.CancellationToken;

    /// <summary>Why <see cref="CancellationToken"/> fired.</summary>
    public CancellationReason CancellationReason => _pass.CancellationReason;

    /// <summary>
    /// The time as every pass sees it here: when the last step whose end the handler has awaited was stored, or its wait was over, and before the first one
    /// when the run was first claimed; by Redis's clock.
    /// </summary>
    /// <remarks>While steps run in parallel, what it says depends on which of them have ended: read it behind their common await.</remarks>
    public DateTimeOffset UtcNow => _pass.UtcNow;

    /// <summary>Draws the same numbers in every pass, as long as the handler asks for them in the same order, and not in the bodies of steps.</summary>
    public Random Random => LazyInitializer.EnsureInitialized(ref _random, () => new(BinaryPrimitives.ReadInt32BigEndian(Derive("random"))));

    /// <summary>
    /// Logs with the run, the workflow, the step and the attempt, to the host's log. The last 100 lines are stored with the run: those of information and
    /// above, and those below that the host's log takes. While a pass repeats what earlier ones have done it is silent.
    /// </summary>
    public ILogger Logger => _pass.LogTo(_services.Loggers);

    internal StepServices Services => _services;

    internal Pass Pass => _pass;

    /// <summary>One, also for code that goes on on several threads and comes here at the same time.</summary>
    internal Compensations Compensations => LazyInitializer.EnsureInitialized(ref _compensations);

    /// <summary>Makes an id: the same in every pass, as long as the handler asks for them in the same order, and not in the bodies of steps.</summary>
    public Guid NewGuid() => new(Derive($"guid {Interlocked.Increment(ref _guids)}").AsSpan(0, 16), bigEndian: true);

    /// <summary>Sets a status of the handler's own, for clients to read in <see cref="Runs.Run.CustomStatus"/>. Stored when the call returns.</summary>
    /// <param name="status">Anything that becomes at most 16 KiB of JSON.</param>
    /// <exception cref="Payloads.PayloadTooLargeException">It is larger.</exception>
    /// <remarks>The last one stands. A handler that repeats sets it again.</remarks>
    public Task SetStatusAsync(object status)
    {
        ArgumentNullException.ThrowIfNull(status);
        var json = _services.Payloads.WriteStatus(status);
        return _replay is not null && StepRunner.CurrentName is null
            ? Task.CompletedTask
            : _pass.BeginAsync(step: null, async () =>
                await _pass.PersistAsync(() => _pass.Reporter.SetStatusAsync(json, CancellationToken.None)).ConfigureAwait(false)
                || await _pass.Abandon<bool>().ConfigureAwait(false));
    }

    /// <summary>Says how far the run has come, for clients to read in <see cref="Runs.Run.Progress"/>. Stored within half a second.</summary>
    /// <param name="fraction">From 0 to 1.</param>
    /// <param name="message">What it does; at most 1,024 characters.</param>
    public void ReportProgress(double fraction, string? message = null)
    {
        if (fraction is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "A fraction goes from 0 to 1.");
        }

        if (message?.Length > 1_024)
        {
            throw new ArgumentException("A message takes at most 1,024 characters.", nameof(message));
        }

        if (!_pass.IsReplaying || StepRunner.CurrentName is not null)
        {
            _pass.Reporter.SetProgress(new(fraction, message));
        }
    }

    /// <summary>
    /// Says how to undo what the steps behind this call do, should the run fail or be canceled. Then a run of its own undoes it: what was said last is done first,
    /// each as a durable step, with the workflow's attempts.
    /// </summary>
    /// <param name="name">The name of the undoing, unique in the run. Its step is called <c>undo</c>, space, name.</param>
    /// <param name="undo">What undoes it. It has to bear that the work was not done, or done in part: say it before the step.</param>
    /// <param name="options">How to run it.</param>
    /// <exception cref="DuplicateStepException">The name was used before in this pass, or its step's.</exception>
    /// <exception cref="NestedStepException">It is said inside the body of a step, which later passes do not go through.</exception>
    /// <remarks>
    /// What the run had stored is known there: the handler is gone through once more, without doing anything, up to where the run had come. A run that has
    /// compensations can't be retried in place. Steps that had failed throw <see cref="StepFailedException"/> there, whatever they threw in the run: a handler
    /// that catches a step's failure and goes on catches that too, or the compensation fails with <see cref="CompensationIncompleteException"/>.
    /// </remarks>
    public void Compensate(string name, Func<CancellationToken, Task> undo, StepOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(undo);
        options?.Validate();
        var step = Compensations.StepOf(name);
        if (StepRunner.CurrentName is { } outer)
        {
            throw new NestedStepException(step, outer);
        }

        if (!_pass.TryTakeName(step, out _))
        {
            throw new DuplicateStepException(step);
        }

        Compensations.Add(step, undo, options);
        if (_replay is null)
        {
            _pass.MakeCompensable();
        }
    }

    private byte[] Derive(string purpose) => SHA256.HashData(Encoding.UTF8.GetBytes($"{Run.Id} {purpose}"));
}
