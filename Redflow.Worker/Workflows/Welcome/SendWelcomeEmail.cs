using Redflow.Workflows;

namespace Redflow.Worker.Workflows.Welcome;

/// <summary>Looks a user up and writes to them. The smallest real workflow: two steps, the second with a time-out.</summary>
[Workflow("send-welcome-email")]
internal sealed class SendWelcomeEmail(IUsers users, IMailer mailer) : IWorkflow<WelcomeInput, WelcomeResult>
{
    public async Task<WelcomeResult> RunAsync(WorkflowContext<WelcomeInput> ctx)
    {
        var user = await ctx.Step.RunAsync("fetch-user", ct => users.GetAsync(ctx.Input.UserId, ct));
        await ctx.Step.RunAsync(
            "send-email",
            ct => mailer.SendWelcomeAsync(user, idempotencyKey: ctx.Run.Id.ToString(), ct),
            new() { Timeout = TimeSpan.FromSeconds(4) });
        return new(Sent: true);
    }
}
