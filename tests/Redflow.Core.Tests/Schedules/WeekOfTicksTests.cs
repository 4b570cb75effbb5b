using System.Globalization;
using Redflow.Core.Tests.Storage;
using Redflow.Schedules;
using Redflow.Storage.Memory;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Schedules;

/// <summary>A week on a store in memory, through a change of the clocks: every expected tick, and no other.</summary>
public sealed class WeekOfTicksTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2026-03-23", "30 2 * * *", 7, "2026-03-29T01:00")]
    [InlineData("Europe/Berlin", "2026-03-23", "*/15 * * * *", 668, "2026-03-29T01:00")]
    [InlineData("Europe/Berlin", "2026-10-19", "30 2 * * *", 7, "2026-10-25T00:30")]
    [InlineData("Europe/Berlin", "2026-10-19", "*/15 * * * *", 676, "2026-10-25T01:45")]
    [InlineData("America/New_York", "2026-03-02", "30 2 * * *", 7, "2026-03-08T07:00")]
    [InlineData("America/New_York", "2026-10-26", "0 1 * * *", 7, "2026-11-01T05:00")]
    [InlineData("Australia/Lord_Howe", "2026-09-28", "15 2 * * *", 7, "2026-10-03T15:30")]
    [InlineData("Australia/Lord_Howe", "2026-03-30", "*/30 * * * *", 337, "2026-04-04T15:00")]
    [InlineData("Africa/Cairo", "2026-04-20", "0 0 * * *", 7, "2026-04-23T22:00")]
    public async Task A_week_has_exactly_its_ticks(string zone, string monday, string expression, int count, string among)
    {
        var local = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var (from, to) = (Midnight(monday, local), Midnight(monday, local, days: 7));
        var time = new ManualTime(from.AddSeconds(-1));
        var store = new MemoryStore(time);
        await store.RegisterWorkflowsAsync([Workflow]);
        await store.PutScheduleAsync(ScheduleSteps.Define(Schedule.Cron(expression, zone)));

        await FireUntilAsync(store, time, to);

        var runs = await ListAsync(store);
        var expected = Instants(expression, local, from, to);
        Assert.Equal(count, expected.Count);
        Assert.Contains(DateTimeOffset.Parse($"{among}Z", CultureInfo.InvariantCulture), expected);
        Assert.Equal(expected, runs);
        Assert.All(await store.ListTicksAsync("sync", 1_000), tick => Assert.Equal((TickOutcome.Fired, tick.PlannedAt), (tick.Outcome, tick.At)));
    }

    [Fact]
    public async Task An_interval_does_not_drift_over_a_day_of_late_looks()
    {
        var time = new ManualTime(TestStore.Start);
        var store = new MemoryStore(time);
        await store.RegisterWorkflowsAsync([Workflow]);
        await store.PutScheduleAsync(ScheduleSteps.Define(Schedule.Every(TimeSpan.FromSeconds(90))));
        var late = new Random(1);

        while (time.GetUtcNow() < TestStore.Start.AddDays(1))
        {
            await store.TickAllAsync();
            var due = await store.ListDueSchedulesAsync(1);
            time.Advance(due.NextIn!.Value + TimeSpan.FromMilliseconds(late.Next(2_000)));
        }

        var ticks = (await store.ListTicksAsync("sync", 1_000)).Reverse().ToArray();
        Assert.Equal(Enumerable.Range(1, 959).Select(i => TestStore.Start.AddSeconds(90 * i)), ticks.Take(959).Select(tick => tick.PlannedAt));
    }

    /// <summary>Has a scheduler look whenever the store says that something is due.</summary>
    private static async Task FireUntilAsync(MemoryStore store, ManualTime time, DateTimeOffset to)
    {
        while (time.GetUtcNow() < to)
        {
            await store.TickAllAsync();
            var next = (await store.ListDueSchedulesAsync(1)).NextIn!.Value;
            time.Advance(next < to - time.GetUtcNow() ? next : to - time.GetUtcNow());
        }
    }

    private static async Task<List<DateTimeOffset>> ListAsync(MemoryStore store)
    {
        var created = new List<DateTimeOffset>();
        var query = new Redflow.Runs.RunQuery { Limit = 500 };
        do
        {
            var page = await store.ListRunsAsync(query);
            created.AddRange(page.Runs.Select(run => run.CreatedAt));
            query = query with { Cursor = page.NextCursor };
        }
        while (query.Cursor is not null);

        created.Reverse();
        return created;
    }

    /// <summary>The instants by the clock on the wall: each minute of it that fits, once where fixed times meet a repeated hour, at the gap's end where they fall into one.</summary>
    private static List<DateTimeOffset> Instants(string expression, TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset to)
    {
        var fields = expression.Split(' ');
        var isFixed = int.TryParse(fields[0], CultureInfo.InvariantCulture, out var minute);
        var step = isFixed ? 0 : int.Parse(fields[0][2..], CultureInfo.InvariantCulture);
        var hour = isFixed ? int.Parse(fields[1], CultureInfo.InvariantCulture) : 0;
        var instants = new List<DateTimeOffset>();
        for (var at = from; at < to; at = at.AddMinutes(1))
        {
            var wall = TimeZoneInfo.ConvertTime(at, zone);
            var before = TimeZoneInfo.ConvertTime(at.AddMinutes(-1), zone);
            var skipped = (wall.DateTime - before.DateTime).TotalMinutes;
            var planned = wall.Date.AddHours(hour).AddMinutes(minute);
            var fits = isFixed
                ? planned == wall.DateTime || (skipped > 1 && planned > before.DateTime && planned < wall.DateTime)
                : wall.Minute % step == 0;
            if (fits && !(isFixed && instants.Any(earlier => TimeZoneInfo.ConvertTime(earlier, zone).DateTime == wall.DateTime)))
            {
                instants.Add(at.ToUniversalTime());
            }
        }

        return instants;
    }

    /// <summary>When a day begins; where its midnight falls into a gap, at the gap's end.</summary>
    private static DateTimeOffset Midnight(string monday, TimeZoneInfo zone, int days = 0)
    {
        var day = DateTime.Parse(monday, CultureInfo.InvariantCulture).AddDays(days);
        return new DateTimeOffset(day, zone.GetUtcOffset(day)).ToUniversalTime();
    }

    private static WorkflowInfo Workflow { get; } = new()
    {
        Name = "checkout",
        Queue = "orders",
        MaxAttempts = 3,
        MaxCrashes = 3,
        Retention = TimeSpan.FromDays(30),
        InputSchema = new("{}"u8.ToArray()),
    };
}
