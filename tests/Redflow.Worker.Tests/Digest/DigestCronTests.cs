using Redflow.Schedules;
using Redflow.Testing;
using Redflow.Worker.Workflows.Digest;

namespace Redflow.Worker.Tests.Digest;

[Collection(SharedGarnet.Name)]
public sealed class DigestCronTests(GarnetServer server) : WorkflowTests(server)
{
    private const string ScheduleId = "digest-cron:every-minute";

    [Fact]
    public async Task Worker_declares_a_digest_of_every_minute()
    {
        await using var worker = await StartWorkerAsync();

        var schedule = await worker.Client.Schedules.GetAsync(ScheduleId);

        Assert.Equal(("digest-cron", Schedule.Cron("* * * * *"), true), (schedule.Workflow, schedule.Schedule, schedule.IsDeclared));
        Assert.Equal(0, schedule.NextAt!.Value.Second);
        Assert.InRange(schedule.NextAt.Value - schedule.UpdatedAt, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_digest_counts_what_was_run()
    {
        await using var worker = await StartWorkerAsync();
        await (await EmitAsync(worker, "send-welcome-email", """{"userId":"user_123"}""")).GetResultAsync(Wait.Limit);
        await ErrorAsync(await EmitAsync(worker, "send-welcome-email", """{"userId":"user_999"}"""));

        var handle = await worker.Client.Schedules.TriggerAsync(ScheduleId);
        var digest = await ResultAsync<DigestResult>(worker, handle.Id);

        // A tick of the schedule may fall into the test.
        Assert.Equal(1, digest.Failed);
        Assert.InRange(digest.Succeeded, 1, 2);
        Assert.InRange(digest.Started, 3, 4);
        Assert.Equal(TimeSpan.FromHours(1), digest.Before - digest.From);
    }

    [Fact]
    public async Task A_digest_of_no_minutes_or_of_more_than_a_day_is_refused()
    {
        await using var worker = await StartWorkerAsync();

        foreach (var input in new[] { """{"minutes":0}""", """{"minutes":1441}""" })
        {
            var error = await ErrorAsync(await EmitAsync(worker, "digest-cron", input));
            Assert.Equal(typeof(Payloads.InputValidationException).FullName, error.Type);
        }
    }
}
