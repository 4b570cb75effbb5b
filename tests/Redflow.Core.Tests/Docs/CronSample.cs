using Redflow.Client;
using Redflow.Hosting;
using Redflow.Payloads;
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
    public async Task What_attributes_and_code_declare_is_stored()
    {
        await using var host = await RedflowTestHost.StartAsync(AddQuarterly).Bounded();

        var lines = await ListAsync(host.Client);

        Assert.Equal(["digest:monthly", "digest:quarterly", "digest:weekdays"], lines.Select(line => line.Split(": ")[0]));
        Assert.Equal(OverlapPolicy.QueueOne, (await host.Client.Schedules.GetAsync("digest:quarterly")).Options.Overlap);
        Assert.Equal("{\"team\":\"finance\"}", (await host.Client.Schedules.GetAsync("digest:quarterly")).Input.ToString());
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
    public async Task A_client_stores_schedules_while_the_system_runs()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow.AddWorkflow<Digest>()).Bounded();
        var client = host.Client;

        var nightly = await client.Schedules.UpsertAsync("nightly", Schedule.Cron("0 3 * * *", "Europe/Berlin"), "digest", new DigestInput("ops"));
        await client.Schedules.UpsertAsync("every-ten", Schedule.Every(TimeSpan.FromMinutes(10)), "digest", new DigestInput("ops"));
        await client.Schedules.UpsertAsync("launch", Schedule.Once(nightly.CreatedAt.AddDays(30)), "digest", new DigestInput("all"));

        Assert.Equal(
            [(nightly.CreatedAt + TimeSpan.FromMinutes(10)).Date, nightly.CreatedAt.AddDays(30).Date],
            [(await client.Schedules.GetAsync("every-ten")).NextAt!.Value.Date, (await client.Schedules.GetAsync("launch")).NextAt!.Value.Date]);
    }

    [Fact]
    public async Task A_schedule_is_looked_at_and_acted_on()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow.AddWorkflow<Digest>()).Bounded();

        var (next, handle, ticks) = await ActAsync(host.Client);

        Assert.Equal((3, "\"Digest for ops\""), (next.Count, (await handle.GetResultAsync(Wait.Limit)).ToString()));
        Assert.Equal((TickOutcome.Triggered, handle.Id), (Assert.Single(ticks).Outcome, ticks[0].Run!.Value));
    }

    [Fact]
    public async Task A_past_range_is_filled_in()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow.AddWorkflow<Digest>()).Bounded();
        var monday = new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal((5, 5), await FillInAsync(host.Client, monday, monday.AddDays(7)));
    }

    private static void AddQuarterly(RedflowBuilder redflow)
    {
        redflow.AddWorkflow<Digest>(o => o.Cron.Add(new("0 0 1 */3 *", Id: "quarterly", Input: new DigestInput("finance"))
        {
            Options = new() { Overlap = OverlapPolicy.QueueOne, Description = "For the quarterly report" },
        }));
    }

    private static async Task<List<string>> ListAsync(RedflowClient client)
    {
        var lines = new List<string>();
        foreach (var schedule in (await client.Schedules.ListAsync(new() { Workflow = "digest" })).Schedules)
        {
            lines.Add($"{schedule.Id}: {schedule.Schedule} next {schedule.NextAt:u}");
        }

        return lines;
    }

    private static async Task<(IReadOnlyList<DateTimeOffset> Next, RunHandle<Payload> Handle, IReadOnlyList<TickRecord> Ticks)> ActAsync(RedflowClient client)
    {
        var next = await client.Schedules.ListNextAsync("digest:weekdays", count: 3);
        await client.Schedules.DisableAsync("digest:weekdays");
        await client.Schedules.EnableAsync("digest:weekdays");
        var handle = await client.Schedules.TriggerAsync("digest:weekdays");
        var ticks = await client.Schedules.ListTicksAsync("digest:weekdays");
        return (next, handle, ticks);
    }

    private static async Task<(int Count, int Started)> FillInAsync(RedflowClient client, DateTimeOffset from, DateTimeOffset before)
    {
        var count = await client.Schedules.CountBackfillAsync("digest:weekdays", from, before);
        var started = await client.Schedules.BackfillAsync("digest:weekdays", from, before);
        return (count, started);
    }
}
