using Redflow.Schedules;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task Cron_triggers_are_those_of_the_last_registration()
    {
        var nightly = new CronInfo("nightly", "0 3 * * *", "Europe/Berlin", new("""{"deep":true}"""u8.ToArray()));
        await DefineAsync(info => info with { Cron = [nightly, nightly with { Id = "daily" }] });

        var before = await CronAsync();
        await DefineAsync(info => info with { Cron = [nightly with { Id = "weekly" }] });
        var after = await CronAsync();
        await DefineAsync(info => info);

        Assert.Equal([("nightly", "0 3 * * *", "Europe/Berlin", """{"deep":true}"""), ("daily", "0 3 * * *", "Europe/Berlin", """{"deep":true}""")], before);
        Assert.Equal("weekly", Assert.Single(after).Id);
        Assert.Empty(await CronAsync());
    }

    private async Task<IEnumerable<(string Id, string Expression, string TimeZone, string Input)>> CronAsync() =>
        (await Store.FindWorkflowAsync(Workflow))!.Cron.Select(cron => (cron.Id, cron.Expression, cron.TimeZone, cron.Input.ToString()));
}
