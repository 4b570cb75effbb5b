using Redflow.Payloads;
using Redflow.Storage;

namespace Redflow.Workflows;

/// <summary>The workflow that handles the ends of another one's runs. Its input is the engine's own, whatever the user's serializer is.</summary>
internal sealed class EndHandlerDefinition : WorkflowDefinition<EndedRun, object?>
{
    private static readonly PayloadSerializer Own = new(new());

    public EndHandlerDefinition(string name, WorkflowOptions options, EndHandler handler, WorkflowOptions handled)
        : base(name, options, (services, ctx) => HandleAsync(services, ctx, handler, handled.MaxAttempts)) => Services = handler.Services;

    protected override PayloadSerializer InputsOf(PayloadSerializer payloads) => Own;

    private static async Task<object?> HandleAsync(
        IServiceProvider services, WorkflowContext<EndedRun> ctx, EndHandler handler, int maxAttempts)
    {
        var (pass, store) = (ctx.Pass, ctx.Services.Runs.Store);

        // Without ConfigureAwait: what follows is the user's, and goes on in its lane.
        var run = await pass.PersistAsync(() => store.FindRunAsync(ctx.Input.Id, ctx.CancellationToken))
            ?? throw new NonRetriableException(
                $"Run '{ctx.Input.Id}' of '{ctx.Input.Workflow}', whose end is to be handled, is gone: it was deleted, or its retention is over.");
        await handler.Handle(services, new(ctx, run, maxAttempts));
        return null;
    }
}
