using Redflow.Events;
using Redflow.Runs;
using Redflow.Schedules;
using Redflow.Storage;
using Redflow.Testing;

namespace Redflow.Dashboard.Tests.Hosting;

/// <content>Schedules with a history, and events that have matched something and nothing.</content>
public sealed partial class DashboardFixture
{
    /// <summary>A schedule of every night, with ticks that were filled in and one that was missed.</summary>
    public const string Nightly = "stock-report-nightly";

    /// <summary>A schedule whose next ticks begin before clocks go forward.</summary>
    public const string Spring = "spring-sale";

    /// <summary>A schedule whose next ticks begin before clocks go back.</summary>
    public const string Autumn = "autumn-sale";

    /// <summary>A schedule whose tick was skipped, since its workflow was at its limit.</summary>
    public const string Skipped = "count-once";

    public static readonly Shop.Team Buyers = new("purchasing", "ops@shop.example");

    private const string Berlin = "Europe/Berlin";

    /// <summary>An event that has started a run and woken one.</summary>
    public EventId PaidEvent { get; private set; }

    /// <summary>An event that has matched nothing.</summary>
    public EventId UnmatchedEvent { get; private set; }

    private async Task SeedSchedulesAsync()
    {
        var schedules = Client.Schedules;
        await schedules.UpsertAsync(Nightly, Schedule.Cron("30 2 * * *", Berlin), Shop.Report, Buyers, new() { Description = "What is missing on the shelves", Tags = ["report"] }).Bounded();
        await schedules.UpsertAsync(Spring, Schedule.Cron("30 2 * * *", Berlin), Shop.Report, Buyers, new() { StartAt = At(2031, 3, 26, 12) }).Bounded();
        await schedules.UpsertAsync(Autumn, Schedule.Cron("*/30 * * * *", Berlin), Shop.Report, Buyers, new() { StartAt = At(2031, 10, 25, 23), Jitter = TimeSpan.FromSeconds(90) }).Bounded();
        await schedules.UpsertAsync("supplier-mail", Schedule.Every(TimeSpan.FromHours(6)), Shop.Report, Buyers, new() { Misfire = MisfirePolicy.FireAll }).Bounded();
        await schedules.DisableAsync("supplier-mail").Bounded();
        await schedules.BackfillAsync(Nightly, At(2026, 1, 5, 0), At(2026, 1, 8, 0)).Bounded();
        await MissAsync(Nightly);
        var holds = await EmitAsync(Shop.Count, Buyers, new());
        await Wait.UntilAsync(async () => (await Client.GetRunAsync(holds)).Status == RunStatus.Running, "a run holds the only slot");
        await schedules.UpsertAsync(Skipped, Schedule.Once(DateTimeOffset.UtcNow), Shop.Count, Buyers).Bounded();
        await Wait.UntilAsync(async () => (await schedules.ListTicksAsync(Skipped)).Count > 0, "the tick was skipped");
    }

    private async Task SeedEventsAsync()
    {
        var ship = await EmitAsync(Shop.Ship, 4_207, new());
        await Wait.UntilAsync(async () => (await Client.GetRunAsync(ship)).Status == RunStatus.Waiting, "the order waits for its payment");
        PaidEvent = await Client.EmitEventAsync(Shop.Paid, new Shop.Payment(4_207, 42, new("Ada", "4111111111111111")), "order-4207").Bounded();
        UnmatchedEvent = await Client.EmitEventAsync("order.returned", new Shop.Order(4_208, "Grace", 18), "order-4208").Bounded();
        await Client.EmitEventAsync("shelf.empty", new { Shelf = "B7" }).Bounded();
        await Wait.UntilAsync(
            async () => await Client.GetEventAsync(PaidEvent) is { Started.Count: 1, Released.Count: 1 },
            "the payment has started a run and ended a wait");
    }

    /// <summary>Has a schedule miss ticks, as it does when no scheduler was there at their time.</summary>
    private async Task MissAsync(string id)
    {
        var missed = At(2026, 1, 12, 1).AddMinutes(30);
        await Wait.UntilAsync(
            async () => await _worker!.Store.FindScheduleAsync(id) is { PlannedAt: { } next } stored
                && await _worker.Store.TickAsync(new ScheduleTick(stored, TickOutcome.Fired, [missed], [], next, next)) is not null,
            "a tick was missed");
    }

    private static DateTimeOffset At(int year, int month, int day, int hour) => new(year, month, day, hour, 0, 0, TimeSpan.Zero);
}
