using Redflow.Workflows;

namespace Redflow.Worker.Workflows.Checkout;

/// <summary>Reserves, charges and ships an order, and writes each effect down in the ledger: kill its worker and see what runs again.</summary>
/// <remarks>
/// The line of a step is the last thing that it does, right before its result is committed. A worker that dies while a step is at work
/// (all of <c>stepDelay</c>) therefore leaves no line, the next worker does that step from the start, and the ledger shows every step
/// once. Only a death in the instant between the line and its commit shows a step twice: steps are done at least once, committed at
/// most once. Both lines then stand for one order of the outside world, since both attempts send the same idempotency key and get the same
/// confirmation. The ledger does not drop the second line, because counting what ran is what it is for.
/// </remarks>
[Workflow("order-checkout")]
internal sealed class OrderCheckout(Ledger ledger, TimeProvider time) : IWorkflow<CheckoutInput, CheckoutResult>
{
    public async Task<CheckoutResult> RunAsync(WorkflowContext<CheckoutInput> ctx)
    {
        var reservation = await StepAsync(ctx, "reserve");
        var payment = await StepAsync(ctx, "charge");
        var shipment = await StepAsync(ctx, "ship");
        return new(ctx.Input.OrderId, ctx.Input.Amount, reservation, payment, shipment);
    }

    private Task<string> StepAsync(WorkflowContext<CheckoutInput> ctx, string step) => ctx.Step.RunAsync(step, async ct =>
    {
        await Task.Delay(ctx.Input.StepDelay ?? TimeSpan.Zero, time, ct);
        var confirmation = Confirmation.For(step, idempotencyKey: $"{ctx.Run.Id}/{step}");
        await ledger.AppendAsync(
            new(time.GetUtcNow(), ctx.Input.OrderId, ctx.Run.Id.ToString(), step, ctx.Run.Attempt, Environment.ProcessId), ct);
        return confirmation;
    });
}
