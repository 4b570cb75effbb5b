using Redflow.Dashboard.Overview;
using Redflow.Runs;

namespace Redflow.Dashboard.Tests.Overview;

public sealed class SystemStateTests
{
    private static readonly DateTimeOffset From = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("", "", true, false)]
    [InlineData("digest-cron redflow.bulk", "digest-cron", true, false)]
    [InlineData("order-checkout digest-cron", "", false, true)]
    [InlineData("", "send-welcome-email", false, true)]
    [InlineData("order-checkout checkout", "", false, false)]
    [InlineData("", "checkout", false, false)]
    public void Runs_of_samples_alone_are_a_beginning(string stored, string counted, bool hasNone, bool hasOnlySamples)
    {
        var state = SystemState.Of(
            new(
                new Dictionary<RunStatus, long>(),
                Names(stored).ToDictionary(name => name, _ => (IReadOnlyDictionary<RunStatus, long>)new Dictionary<RunStatus, long>()),
                new Dictionary<string, long>(),
                Workers: 1),
            new(new(From), [.. Names(counted).Select(name => new MinuteStats { Minute = From, Workflow = name, Started = 1 })]),
            new([], null));

        Assert.Equal((hasNone, hasOnlySamples), (state.HasNoRuns, state.HasOnlySamples));
    }

    private static string[] Names(string names) => names.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
