using Redflow.Events;
using Redflow.Schedules;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Workflows;

public sealed class WorkflowAttributeTests
{
    private sealed class Apology : IRunEndHandler
    {
        public Task HandleAsync(RunEndContext ctx) => Task.CompletedTask;
    }

    private abstract class Empty : IWorkflow<int, int>
    {
        public Task<int> RunAsync(WorkflowContext<int> ctx) => Task.FromResult(0);
    }

    [Workflow("plain")]
    private sealed class Plain : Empty;

    [Workflow("full", Queue = "fast", MaxAttempts = 5, MaxCrashes = 4, Retention = "1.00:00:00", KeepLast = 10, MaxConcurrency = 7,
        MaxConcurrencyPerKey = 2, LimitKey = "tenant", Timeout = "01:00:00", ExpireAfter = "00:10:00", MaxQueueLength = 1_000, Lane = Lane.Cpu,
        Aliases = ["half", "empty"], OnFailure = typeof(Apology))]
    [EventTrigger("order.paid")]
    [EventTrigger("order.changed")]
    [Cron("0 3 * * *", Id = "nightly", TimeZone = "Europe/Berlin", Input = "7")]
    private sealed class Full : Empty;

    [Workflow("spans", Retention = "soon", Timeout = "5 min")]
    private sealed class Spans : Empty;

    [Workflow("handlers", OnFailure = typeof(string))]
    private sealed class NoHandler : Empty;

    [Fact]
    public void An_attribute_without_options_means_their_defaults()
    {
        var (options, defaults) = (WorkflowDiscovery.Of(typeof(Plain)).Options, new WorkflowOptions());

        foreach (var option in typeof(WorkflowOptions).GetProperties().Where(option => option.Name != nameof(WorkflowOptions.Backoff)))
        {
            Assert.Equal(option.GetValue(defaults), option.GetValue(options));
        }
    }

    [Fact]
    public void An_attribute_has_every_option_that_fits_one()
    {
        var options = WorkflowDiscovery.Of(typeof(Full)).Options;

        Assert.Equal(("fast", 5, 4, TimeSpan.FromDays(1), 10), (options.Queue, options.MaxAttempts, options.MaxCrashes, options.Retention, options.KeepLast));
        Assert.Equal((7, 2, "tenant"), (options.MaxConcurrency, options.MaxConcurrencyPerKey, options.LimitKey));
        Assert.Equal((TimeSpan.FromHours(1), TimeSpan.FromMinutes(10)), (options.Timeout, options.ExpireAfter));
        Assert.Equal((1_000, Lane.Cpu), (options.MaxQueueLength, options.Lane));
        Assert.Equal(["half", "empty"], options.Aliases);
        Assert.Equal("on-failure", Assert.Single(options.Handlers).Suffix);
    }

    [Fact]
    public void Options_that_an_attribute_lacks_are_those_that_do_not_fit_one()
    {
        string[] others = [nameof(WorkflowOptions.Backoff), nameof(WorkflowOptions.Rate), nameof(WorkflowOptions.Events), nameof(WorkflowOptions.Cron)];

        var lacking = typeof(WorkflowOptions).GetProperties().Select(option => option.Name)
            .Except(typeof(WorkflowAttribute).GetProperties().Select(option => option.Name));

        Assert.Equal(others.Order(), lacking.Order());
    }

    [Fact]
    public void Trigger_attributes_are_triggers()
    {
        var options = WorkflowDiscovery.Of(typeof(Full)).Options;

        Assert.Equal(["order.changed", "order.paid"], options.Events.Order());
        Assert.Equal(("nightly", "0 3 * * *", "Europe/Berlin"), (options.Cron[0].Id, options.Cron[0].Expression, options.Cron[0].TimeZone));
    }

    [Fact]
    public void Code_goes_over_the_attribute() =>
        Assert.Equal((9, "fast"), (WorkflowDiscovery.Of(typeof(Full), o => o.MaxConcurrency = 9).Options.MaxConcurrency, WorkflowDiscovery.Of(typeof(Full)).Options.Queue));

    [Fact]
    public void Time_spans_that_are_none_are_told_together() => Assert.Equal(
        ["Workflow 'spans': Retention is 'soon'; a time span is written d.hh:mm:ss.fff.", "Workflow 'spans': Timeout is '5 min'; a time span is written d.hh:mm:ss.fff."],
        Assert.Throws<WorkflowDefinitionException>(() => WorkflowDiscovery.Of(typeof(Spans))).Mistakes);

    [Fact]
    public void A_class_that_handles_no_ends_is_a_mistake() => Assert.Contains(
        "System.String is no handler of ends",
        Assert.Throws<WorkflowDefinitionException>(() => new WorkflowRegistry([WorkflowDiscovery.Of(typeof(NoHandler))], new(new()))).Message,
        StringComparison.Ordinal);
}
