using Redflow.Client;
using Redflow.Schedules;
using Redflow.Workflows;

namespace Redflow.Worker.Workflows.Digest;

/// <summary>Counts, each minute, what was run in the last hour. A workflow that starts by itself.</summary>
[Workflow("digest-cron", KeepLast = 60)]
[Cron("* * * * *", Id = "every-minute", Description = "What was run in the last hour")]
internal sealed class DigestCron(RedflowClient client) : IWorkflow<DigestInput, DigestResult>
{
    public Task<DigestResult> RunAsync(WorkflowContext<DigestInput> ctx) => ctx.Step.RunAsync("count", async ct =>
    {
        var (from, before) = (ctx.UtcNow.AddMinutes(-ctx.Input.Minutes), ctx.UtcNow);
        var minutes = await client.ListMinutesAsync(from, before, ct);
        return new DigestResult(from, before, minutes.Sum(minute => minute.Started), minutes.Sum(minute => minute.Succeeded), minutes.Sum(minute => minute.Failed));
    });
}
