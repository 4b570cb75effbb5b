using Microsoft.Extensions.DependencyInjection;
using Redflow.Hosting;
using Redflow.Runs;
using Redflow.Steps;

namespace Redflow.Testing;

/// <summary>A test of one workflow: what it is given, then its run. Each run begins with a new store and new services.</summary>
/// <typeparam name="TInput">The workflow's input.</typeparam>
/// <typeparam name="TOutput">The workflow's output.</typeparam>
public sealed class WorkflowTest<TInput, TOutput>
{
    private readonly TestSetup _setup;

    internal WorkflowTest(string workflow, Action<RedflowBuilder> workflows, Action<IServiceCollection>? services) =>
        _setup = new(workflow, workflows, services ?? (_ => { }));

    /// <summary>Puts a value in the place of what a step gives: of a step of work, a child's output, or what an event or signal carries.</summary>
    /// <param name="step">The step's name.</param>
    /// <param name="value">The value; an exception is thrown, each time. Null also for a step without a result, and for a sleep.</param>
    public WorkflowTest<TInput, TOutput> OverrideStep(string step, object? value) =>
        Override(step, _ => value is Exception exception ? Task.FromException<object?>(exception) : Task.FromResult(value));

    /// <summary>Puts a function in the place of a step.</summary>
    /// <param name="step">The step's name.</param>
    /// <param name="value">Gives the step's result, or throws; called for each try.</param>
    public WorkflowTest<TInput, TOutput> OverrideStep<T>(string step, Func<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Override(step, _ => Task.FromResult<object?>(value()));
    }

    /// <summary>Puts a function in the place of a step.</summary>
    /// <param name="step">The step's name.</param>
    /// <param name="body">Gives the step's result, or throws; called for each try.</param>
    public WorkflowTest<TInput, TOutput> OverrideStep<T>(string step, Func<StepContext, Task<T>> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Override(step, async context => await body(context).ConfigureAwait(false));
    }

    /// <summary>Adds workflows, so that the children that are of them run too. Others are captured, and do not end.</summary>
    /// <param name="workflows">Adds them, as a worker does.</param>
    public WorkflowTest<TInput, TOutput> WithWorkflows(Action<RedflowBuilder> workflows)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        _setup.Workflows += workflows;
        return this;
    }

    /// <summary>Has an event ready: it is emitted when the run waits for one of its name.</summary>
    /// <param name="name">The event's name.</param>
    /// <param name="payload">What it carries.</param>
    /// <param name="correlationKey">Its correlation key; null for none.</param>
    public WorkflowTest<TInput, TOutput> WithEvent<T>(string name, T payload, string? correlationKey = null)
    {
        _setup.Deliveries.Add(new(WaitKind.Event, name, async (client, _) => await client.EmitEventAsync(name, payload, correlationKey).ConfigureAwait(false)));
        return this;
    }

    /// <summary>Has a signal ready: it is given to the run when that waits for one of its name.</summary>
    /// <param name="name">The signal's name.</param>
    /// <param name="payload">What it carries.</param>
    public WorkflowTest<TInput, TOutput> WithSignal<T>(string name, T payload)
    {
        _setup.Deliveries.Add(new(WaitKind.Signal, name, async (client, id) =>
        {
            await client.SignalRunAsync(id, name, payload).ConfigureAwait(false);
            return null;
        }));
        return this;
    }

    /// <summary>Says when the test begins.</summary>
    /// <param name="start">The time.</param>
    public WorkflowTest<TInput, TOutput> StartingAt(DateTimeOffset start)
    {
        _setup.Start = start;
        return this;
    }

    /// <summary>Runs the workflow until it has ended, or waits for something that the test does not give it.</summary>
    /// <param name="input">Its input.</param>
    /// <param name="cancellationToken">Stops the test.</param>
    /// <exception cref="Workflows.WorkflowDefinitionException">The workflow is defined wrongly.</exception>
    /// <exception cref="Payloads.InputValidationException">The input is not valid.</exception>
    public async Task<WorkflowTestRun<TOutput>> RunAsync(TInput input, CancellationToken cancellationToken = default)
    {
        await using var bench = new TestBench(_setup, RunId.New(0), crash: null);
        var id = await bench.EmitAsync(input, cancellationToken).ConfigureAwait(false);
        await bench.DriveAsync(id, cancellationToken).ConfigureAwait(false);
        return await bench.ReadAsync<TOutput>(id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Runs the workflow once as it is, then twice for each step that it stored and for each suspension: once with the worker killed right before that is
    /// stored, once right behind it. Each time it has to end like the first time.
    /// </summary>
    /// <param name="input">Its input.</param>
    /// <param name="effects">What it has done outside, out of the services of a run: has to be the same each time, as JSON. Null compares what the workflow gave and emitted.</param>
    /// <param name="cancellationToken">Stops the test.</param>
    /// <exception cref="WorkflowAssertionException">It ended otherwise after a crash, or did something twice; the message says at which step.</exception>
    /// <remarks>
    /// A step that is cut off before it is stored runs again. If what it does outside is not to be done twice, it takes
    /// <see cref="StepContext.IdempotencyKey"/>, and the test's double has to honor that too. The run has the same id each time, so what is derived
    /// from that is the same too; each crash takes 2 ms, which shows in times such as <see cref="Workflows.WorkflowContext.UtcNow"/>. Status, output, error,
    /// emitted runs and events, and what was undone are compared.
    /// </remarks>
    public async Task AssertSurvivesCrashAfterEveryStepAsync(
        TInput input, Func<IServiceProvider, object?>? effects = null, CancellationToken cancellationToken = default)
    {
        var same = RunId.New(0);
        var (expected, points) = await TraceAsync(crash: null).ConfigureAwait(false);
        for (var number = 1; number <= points; number++)
        {
            foreach (var isStored in new[] { false, true })
            {
                var crash = new CrashPoint(number, isStored);
                var (actual, _) = await TraceAsync(crash).ConfigureAwait(false);
                if (actual != expected)
                {
                    throw new WorkflowAssertionException(
                        $"A worker that is lost {crash.Describe()} changes how the run ends.{Environment.NewLine}Without: {expected}{Environment.NewLine}With:    {actual}");
                }
            }
        }

        async Task<(string Trace, int Points)> TraceAsync(CrashPoint? crash)
        {
            await using var bench = new TestBench(_setup, same, crash);
            var id = await bench.EmitAsync(input, cancellationToken).ConfigureAwait(false);
            await bench.DriveAsync(id, cancellationToken).ConfigureAwait(false);
            var run = await bench.ReadAsync<TOutput>(id, cancellationToken).ConfigureAwait(false);
            return (CrashTrace.Of(run, effects?.Invoke(bench.Services)), bench.CrashPoints);
        }
    }

    private WorkflowTest<TInput, TOutput> Override(string step, Func<StepContext, Task<object?>> body)
    {
        _setup.Overrides.Add((step, body));
        return this;
    }
}
