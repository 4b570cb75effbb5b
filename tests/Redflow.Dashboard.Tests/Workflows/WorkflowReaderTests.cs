using Microsoft.Extensions.Options;
using Redflow.Client;
using Redflow.Dashboard.Redaction;
using Redflow.Dashboard.Schedules;
using Redflow.Dashboard.Workflows;
using Redflow.Schedules;
using Redflow.Storage.Memory;

namespace Redflow.Dashboard.Tests.Workflows;

public sealed class WorkflowReaderTests
{
    [Fact]
    public async Task Reader_sees_workflows_and_what_starts_them_without_what_is_hidden()
    {
        var (store, time) = (new MemoryStore(TimeProvider.System), TimeProvider.System);
        await store.RegisterWorkflowsAsync([new() { Name = "checkout", Queue = "shop", MaxAttempts = 3, MaxCrashes = 3, Retention = TimeSpan.FromDays(7), LimitKey = "customer", InputSchema = new("true"u8.ToArray()) }]);
        var client = new RedflowClient(store, time);
        await client.Schedules.UpsertAsync("nightly", Schedule.Cron("0 3 * * *"), "checkout", 1);
        var options = new RedflowDashboardOptions { Redact = { "$.limitKey", "$.cron" } };
        var reader = new WorkflowReader(client, new(client, time), new(client, time), time, new(new(Options.Create(options))));
        var (all, some) = (new DashboardViewer("ops"), new DashboardViewer("reader", SeesAll: false));

        Assert.Equal(("customer", "cron 0 3 * * *"), Seen(Assert.Single((await reader.ReadAsync(all, default)).Rows)));
        Assert.Equal((Redactor.Mark, $"cron {Redactor.Mark}"), Seen(Assert.Single((await reader.ReadAsync(some, default)).Rows)));
        Assert.Equal((Redactor.Mark, $"cron {Redactor.Mark}"), Seen((await reader.ReadAsync("checkout", some, default)).Row));
        Assert.Equal((Redactor.Mark, $"cron {Redactor.Mark}"), Seen(Assert.Single(await reader.ListOfQueueAsync("shop", some, default))));
    }

    private static (string? LimitKey, string Timing) Seen(WorkflowRow row) => (row.Info?.LimitKey, ScheduleWords.TimingInZone(Assert.Single(row.Schedules)));
}
