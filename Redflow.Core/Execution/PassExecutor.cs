using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Redflow.Payloads;
using Redflow.Retries;
using Redflow.Runs;
using Redflow.Steps;
using Redflow.Storage;
using Redflow.Telemetry;
using Redflow.Testing;
using Redflow.Workflows;

namespace Redflow.Execution;

/// <summary>Runs one pass of a handler, in a DI scope of its own, and says what follows from it.</summary>
internal sealed class PassExecutor(
    WorkflowRegistry registry,
    PayloadSerializer payloads,
    IRedflowStore store,
    TimeProvider time,
    IServiceScopeFactory scopes,
    Random random,
    ILoggerFactory loggers,
    StepOverrides? overrides = null)
{
    private readonly StepServices _steps = new(
        payloads,
        new(store, payloads, time) { AllowsUnknown = overrides is not null },
        random,
        loggers.CreateLogger<PassExecutor>(),
        loggers,
        overrides);

    /// <summary>How long a run waits that another worker may be able to run.</summary>
    private static readonly TimeSpan ElsewhereDelay = TimeSpan.FromSeconds(5);

    /// <returns>Null after a lost lease: nothing may be handed in.</returns>
    public async ValueTask<PassOutcome?> RunAsync(Pass pass)
    {
        if (registry.Find(pass.Claimed.Workflow) is not { } definition)
        {
            _steps.Logger.WorkflowUnknown(pass.Claimed.Workflow, pass.Claimed.Id, pass.Claimed.Queue, ElsewhereDelay);
            return new PassOutcome.Declined(ElsewhereDelay);
        }

        if (pass.Claimed.Unreadable is { } unreadable)
        {
            return OutcomeOf(unreadable, pass);
        }

        var started = time.GetTimestamp();
        RunMetrics.PassStarted(pass);
        using var span = RunSpans.StartPass(pass);
        pass.TraceParent = span is { Recorded: true } ? span.Id : null;
        using var scope = ExecutionLog.RunScope(_steps.Logger, pass.Claimed.Id, pass.Claimed.Workflow, pass.Claimed.Attempt);
        var (outcome, error) = (default(PassOutcome), default(Exception));
        try
        {
            outcome = await HandleAsync(pass, definition).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The boundary to the user's code: whatever it throws is an outcome of the pass.
            outcome = OutcomeOf(exception, pass, definition);
            error = exception;
        }

        await pass.EndReportsAsync().ConfigureAwait(false);

        // A run that ended without it being known that it has compensations would not be undone.
        outcome = IsLost(pass) || !await pass.StoreCompensableAsync().ConfigureAwait(false) ? null : outcome;
        RunMetrics.PassEnded(pass, outcome, started);
        if (span is not null)
        {
            RunSpans.EndPass(span, pass, outcome, error);
        }

        return outcome;
    }

    private static bool IsLost(Pass pass) => pass.CancellationReason is CancellationReason.LeaseLost or CancellationReason.RunTimedOut;

    private async ValueTask<PassOutcome?> HandleAsync(Pass pass, WorkflowDefinition definition)
    {
        var services = new PassScope(scopes);
        try
        {
            var handler = pass.RunAsync(definition.Options.Lane, static start => ((Start)start!).RunAsync(), new Start(pass, definition, _steps, services));
            if (!handler.IsCompleted)
            {
                await Task.WhenAny(handler, pass.Activities.GivenUp).ConfigureAwait(false);
            }

            return handler.IsCompleted
                ? Succeeded(pass, await handler.ConfigureAwait(false))
                : await pass.Activities.GivenUp.ConfigureAwait(false);
        }
        finally
        {
            await DisposeAsync(services, pass).ConfigureAwait(false);
        }
    }

    /// <summary>A child that nobody awaits would never be emitted.</summary>
    private static PassOutcome.Succeeded Succeeded(Pass pass, byte[] output)
    {
        var (running, unstored) = (pass.RunningSteps, pass.Activities.UnstoredChildren);
        return running.Count + unstored.Count > 0 ? throw new UnawaitedStepException([.. running, .. unstored]) : new(output);
    }

    /// <summary>What the handler has come to stands, whatever its services do when they are disposed.</summary>
    private async Task DisposeAsync(PassScope services, Pass pass)
    {
        try
        {
            await services.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _steps.Logger.DisposalFailed(exception, pass.Claimed.Id, pass.Claimed.Workflow);
        }
    }

    /// <summary>What was changed in the store stays unreadable; another worker may have the key or the codec that this one lacks.</summary>
    private PassOutcome OutcomeOf(PayloadUnreadableException exception, Pass pass)
    {
        if (exception is PayloadCorruptException)
        {
            _steps.Logger.RunFailed(exception, pass.Claimed.Id, pass.Claimed.Workflow, pass.Claimed.Attempt);
            return new PassOutcome.Failed(RunError.From(exception));
        }

        _steps.Logger.PayloadUnreadable(exception.Message, pass.Claimed.Id, pass.Claimed.Workflow, pass.Claimed.Queue, ElsewhereDelay);
        return new PassOutcome.Declined(ElsewhereDelay);
    }

    private PassOutcome OutcomeOf(Exception exception, Pass pass, WorkflowDefinition definition)
    {
        if (pass.CancellationReason == CancellationReason.RunCanceled)
        {
            return new PassOutcome.Canceled();
        }

        if (pass.CancellationReason != CancellationReason.None && exception is OperationCanceledException)
        {
            return new PassOutcome.Released(TimeSpan.Zero);
        }

        var error = RunError.From(exception) with { Step = pass.StepOf(exception) };
        var failures = pass.Claimed.Attempt - pass.Claimed.EarlierAttempts - pass.Claimed.Crashes;
        if (exception is RedflowException { IsRetriable: false } || failures >= definition.Options.MaxAttempts)
        {
            _steps.Logger.RunFailed(exception, pass.Claimed.Id, pass.Claimed.Workflow, pass.Claimed.Attempt);
            return new PassOutcome.Failed(error);
        }

        var delay = exception is RetryAfterException after
            ? after.DelayFrom(pass.StoreNow)
            : definition.Options.Backoff.DelayAfter(failures, random);
        _steps.Logger.AttemptFailed(exception, pass.Claimed.Id, pass.Claimed.Workflow, failures, definition.Options.MaxAttempts, delay);
        return new PassOutcome.Retry(error, delay);
    }

    /// <summary>What a handler begins with.</summary>
    private sealed class Start(Pass pass, WorkflowDefinition definition, StepServices steps, PassScope services)
    {
        public Task<byte[]> RunAsync() => pass.Claimed.CompensationOf is null
            ? definition.RunAsync(pass, steps, services)
            : definition.CompensateAsync(pass, steps, services);
    }
}
