using Redflow.Runs;

namespace Redflow.Workflows;

/// <content>Who handles the ends of its runs.</content>
public sealed partial class WorkflowOptions
{
    private readonly List<EndHandler> _handlers = [];

    internal IReadOnlyList<EndHandler> Handlers => _handlers;

    /// <summary>Has a class handle each run that has failed for good. It is a workflow of its own, named <c>&lt;workflow&gt;.on-failure</c>.</summary>
    /// <typeparam name="THandler">The class; its constructor's parameters come from the pass's DI scope.</typeparam>
    /// <remarks>
    /// Called once for each end, however the run has failed, and durable: it has steps, 3 attempts, no limit, and its workflow's queue and lane. A
    /// workflow has one handler for each kind of end. A run that is retried in place and fails again has ended twice.
    /// </remarks>
    public void OnFailure<THandler>()
        where THandler : class, IRunEndHandler => _handlers.Add(EndHandler.Of(RunStatus.Failed, typeof(THandler)));

    /// <summary>Has a delegate handle each run that has failed for good.</summary>
    /// <inheritdoc cref="OnFailure{THandler}()"/>
    public void OnFailure(Func<RunEndContext, Task> handler) => _handlers.Add(EndHandler.Of(RunStatus.Failed, handler));

    /// <summary>Has a delegate handle each run that has failed for good. Its parameters behind the first one come from the pass's DI scope.</summary>
    /// <inheritdoc cref="OnFailure{THandler}()"/>
    public void OnFailure(Delegate handler) => _handlers.Add(EndHandler.Of(RunStatus.Failed, handler));

    /// <summary>Has a class handle each run that has succeeded. It is a workflow of its own, named <c>&lt;workflow&gt;.on-success</c>.</summary>
    /// <inheritdoc cref="OnFailure{THandler}()"/>
    public void OnSuccess<THandler>()
        where THandler : class, IRunEndHandler => _handlers.Add(EndHandler.Of(RunStatus.Succeeded, typeof(THandler)));

    /// <summary>Has a delegate handle each run that has succeeded.</summary>
    /// <inheritdoc cref="OnFailure{THandler}()"/>
    public void OnSuccess(Func<RunEndContext, Task> handler) => _handlers.Add(EndHandler.Of(RunStatus.Succeeded, handler));

    /// <summary>Has a delegate handle each run that has succeeded. Its parameters behind the first one come from the pass's DI scope.</summary>
    /// <inheritdoc cref="OnFailure{THandler}()"/>
    public void OnSuccess(Delegate handler) => _handlers.Add(EndHandler.Of(RunStatus.Succeeded, handler));

    /// <summary>Has a class handle each run that was canceled. It is a workflow of its own, named <c>&lt;workflow&gt;.on-canceled</c>.</summary>
    /// <inheritdoc cref="OnFailure{THandler}()"/>
    public void OnCanceled<THandler>()
        where THandler : class, IRunEndHandler => _handlers.Add(EndHandler.Of(RunStatus.Canceled, typeof(THandler)));

    /// <summary>Has a delegate handle each run that was canceled.</summary>
    /// <inheritdoc cref="OnFailure{THandler}()"/>
    public void OnCanceled(Func<RunEndContext, Task> handler) => _handlers.Add(EndHandler.Of(RunStatus.Canceled, handler));

    /// <summary>Has a delegate handle each run that was canceled. Its parameters behind the first one come from the pass's DI scope.</summary>
    /// <inheritdoc cref="OnFailure{THandler}()"/>
    public void OnCanceled(Delegate handler) => _handlers.Add(EndHandler.Of(RunStatus.Canceled, handler));

    internal void Add(EndHandler handler) => _handlers.Add(handler);
}
