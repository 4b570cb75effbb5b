using Redflow.Dashboard.Overview;
using Redflow.Dashboard.Schedules;
using Redflow.Dashboard.Tests.Hosting;
using Redflow.Dashboard.Workflows;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Workflows;

namespace Redflow.Dashboard.Tests.Workflows;

public sealed class WorkflowListTests
{
    [Fact]
    public void Pages_follow_each_other_and_leave_none_out()
    {
        var board = Board(250);

        var (first, names) = (WorkflowList.Of(board, null, null), new List<string>());
        for (var page = first; ; page = WorkflowList.Of(board, null, page.NextCursor))
        {
            names.AddRange(page.Rows.Select(row => row.Name));
            if (page.NextCursor is null)
            {
                break;
            }
        }

        Assert.Equal(board.Rows.Select(row => row.Name), names);
        Assert.True(first.IsFirst);
        Assert.Equal(100, first.Rows.Count);
    }

    [Theory]
    [InlineData("FLOW-007", 1)]
    [InlineData("paid", 40)]
    [InlineData(" line-b ", 20)]
    [InlineData("nothing", 0)]
    public void A_search_finds_parts_of_names_of_queues_and_of_events(string text, int count) =>
        Assert.Equal(count, WorkflowList.Of(Board(40), text, null).Rows.Count);

    [Fact]
    public void A_workflow_with_runs_that_nobody_has_registered_is_listed_too_and_the_engines_own_are_not()
    {
        var counts = new Dictionary<RunStatus, long> { [RunStatus.Queued] = 3 };
        var stats = new RunStats(counts, new Dictionary<string, IReadOnlyDictionary<RunStatus, long>> { ["lost"] = counts, ["redflow.bulk"] = counts }, new Dictionary<string, long>(), 0);

        var board = WorkflowBoard.Of([], stats, new(LastHour.At(DateTimeOffset.UnixEpoch), []), [], new(Array.Empty<ShownSchedule>().ToLookup(schedule => schedule.Workflow), false));

        var row = Assert.Single(board.Rows);
        Assert.Equal(("lost", null, 3), (row.Name, row.Info, row.Count(RunStatus.Queued)));
    }

    [Fact]
    public async Task Empty_lists_say_how_to_fill_them()
    {
        await using var app = await MemoryApp.StartAsync("Development", _ => { });

        var (_, workflows) = await app.AskAsync("/ops/workflows");
        var (_, queues) = await app.AskAsync("/ops/queues");

        Assert.Contains("There are no workflows yet", workflows, StringComparison.Ordinal);
        Assert.Contains("AddRedflowWorker", workflows, StringComparison.Ordinal);
        Assert.Contains("There are no queues yet", queues, StringComparison.Ordinal);
    }

    private static WorkflowBoard Board(int count)
    {
        var hour = LastHour.At(DateTimeOffset.UnixEpoch);
        var rows = Enumerable.Range(0, count).Select(i => new WorkflowInfo
        {
            Name = $"flow-{i:000}",
            Queue = i % 2 == 0 ? "line-a" : "line-b",
            MaxAttempts = 1,
            MaxCrashes = 1,
            Retention = TimeSpan.FromDays(1),
            InputSchema = Payload.Null,
            Events = ["order.paid"],
        });
        return new([.. rows.Select(info => new WorkflowRow(info.Name, info, new Dictionary<RunStatus, long>(), [], hour.Sum(info.Name, []), [], 1))], false);
    }
}
