using Redflow.Workflows;

namespace Redflow.Core.Tests.TestKit;

public sealed record WelcomeInput(string UserId);

public sealed record WelcomeResult(bool Sent);

public sealed record User(string Email);

public sealed class Mailer
{
    public List<string> Sent { get; } = [];

    public Task WelcomeAsync(string address, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Sent.Add(address);
        return Task.CompletedTask;
    }
}

[Workflow("send-welcome-email")]
public sealed class SendWelcomeEmail(Mailer mailer) : IWorkflow<WelcomeInput, WelcomeResult>
{
    public async Task<WelcomeResult> RunAsync(WorkflowContext<WelcomeInput> ctx)
    {
        var user = await ctx.Step.RunAsync<User>("fetch-user", _ => throw new InvalidOperationException("There are no users in a test."));
        await ctx.Step.RunAsync("send-email", ct => mailer.WelcomeAsync(user.Email, ct));
        return new(Sent: true);
    }
}
