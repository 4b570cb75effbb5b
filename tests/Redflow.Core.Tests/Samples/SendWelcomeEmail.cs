using Redflow.Workflows;

namespace Redflow.Core.Tests.Samples;

/// <summary>The sample of the class with an attribute: <c>@workflow("send-welcome-email")</c>.</summary>
[Workflow("send-welcome-email")]
public sealed class SendWelcomeEmail(Shop shop) : IWorkflow<WelcomeInput, WelcomeResult>
{
    public async Task<WelcomeResult> RunAsync(WorkflowContext<WelcomeInput> ctx)
    {
        var user = await ctx.Step.RunAsync("fetch-user", ct => shop.FetchUserAsync(ctx.Input.UserId, ct));
        await ctx.Step.RunAsync("send-email", ct => shop.SendWelcomeAsync(user.Email, ct));
        return new(Sent: true);
    }
}
