using Redflow.Client;
using Redflow.Hosting;
using Redflow.Schedules;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Docs;

public sealed record DigestInput(string Team);

[Workflow("digest")]
[Cron("0 7 * * MON-FRI", Id = "weekdays", TimeZone = "Europe/Berlin", Input = """{"team":"ops"}""")]
[Cron("@monthly", Id = "monthly", Input = """{"team":"board"}""")]
public sealed class Digest : IWorkflow<DigestInput, string>
{
    public Task<string> RunAsync(WorkflowContext<DigestInput> ctx) =>
        ctx.Step.RunAsync("write", _ => Task.FromResult($"Digest for {ctx.Input.Team}"));
}

/// <summary>The code of docs/how-to/cron.md, run.</summary>
public sealed class CronSample
{
    [Fact]
    public async Task Triggers_are_listed_with_the_workflow()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow.AddWorkflow<Digest>()).Bounded();

        var triggers = await ListAsync(host.Client);

        Assert.Equal(
            ["monthly: @monthly UTC {\"team\":\"board\"}", "weekdays: 0 7 * * MON-FRI Europe/Berlin {\"team\":\"ops\"}"],
            triggers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Code_adds_to_what_attributes_say()
    {
        await using var host = await RedflowTestHost.StartAsync(AddQuarterly).Bounded();

        var triggers = await ListAsync(host.Client);

        Assert.Contains("quarterly: 0 0 1 */3 * UTC {\"team\":\"finance\"}", triggers);
        Assert.Equal(3, triggers.Count);
    }

    [Fact]
    public async Task What_is_wrong_with_a_trigger_is_told_at_start()
    {
        var error = await Assert.ThrowsAsync<WorkflowDefinitionException>(() => RedflowTestHost.StartAsync(
            redflow => redflow.AddWorkflow<Digest>(o => o.Cron.Add(new("61 * * * *", TimeZone: "Europe/Nowhere"))))).Bounded();

        Assert.Contains("61 * * * *", error.Message, StringComparison.Ordinal);
        Assert.Contains("Europe/Nowhere", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tick_from_outside_is_one_run_however_often_it_is_sent()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow.AddWorkflow<Digest>()).Bounded();
        var tick = new DateTimeOffset(2026, 1, 5, 7, 0, 0, TimeSpan.Zero);

        var first = await TickAsync(host.Client, tick);
        var second = await TickAsync(host.Client, tick);

        Assert.Equal(first.Id, second.Id);
        Assert.Equal("Digest for ops", await second.GetResultAsync(Wait.Limit));
    }

    private static void AddQuarterly(RedflowBuilder redflow) =>
        redflow.AddWorkflow<Digest>(o => o.Cron.Add(new("0 0 1 */3 *", Id: "quarterly", Input: new DigestInput("finance"))));

    private static async Task<List<string>> ListAsync(RedflowClient client)
    {
        var lines = new List<string>();
        var digest = await client.GetWorkflowMetaAsync("digest");
        foreach (var trigger in digest.Cron)
        {
            lines.Add($"{trigger.Id}: {trigger.Expression} {trigger.TimeZone} {trigger.Input}");
        }

        return lines;
    }

    private static async Task<RunHandle<string>> TickAsync(RedflowClient client, DateTimeOffset tick)
    {
        var handle = await client.EmitWorkflowAsync<DigestInput, string>("digest", new("ops"), new() { IdempotencyKey = $"weekdays {tick:O}" });
        return handle;
    }
}
