using Redflow.Hosting;
using Redflow.Runs;
using Redflow.Scheduling;
using Redflow.Steps;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Features;

public sealed partial class RedflowFeatureTests
{
    public static TheoryData<string, object?, object?> Defaults => new()
    {
        { "the time-out of a step", null, new StepOptions().Timeout },
        { "the retry of a step", null, new StepOptions().Retry },
        { "what becomes of a child when its parent is closed", OnParentClosed.Cancel, new ChildOptions().OnParentClosed },
        { "the rows of a page", 50, new RunQuery().Limit },
        { "the look-back of a wait for an event", TimeSpan.FromMinutes(5), new EventWaitOptions().LookBack },
        { "the time-out of a wait for an event", null, new EventWaitOptions().Timeout },
        { "the attempts of a run", 3, new WorkflowOptions().MaxAttempts },
        { "the runs of a workflow at a time", 1, new WorkflowOptions().MaxConcurrency },
        { "the lease of a worker", TimeSpan.FromSeconds(5), new RedflowWorkerOptions().LeaseDuration },
        { "the slots of a worker", 10, new RedflowWorkerOptions().Concurrency },
        { "the poll of a worker", TimeSpan.FromSeconds(1), new RedflowWorkerOptions().PollInterval },
        { "the app of a worker", null, new RedflowWorkerOptions().App },
        { "the queues of a worker", 0, new RedflowWorkerOptions().Queues.Count },
        { "the look of the reaper", TimeSpan.FromSeconds(1), new SchedulerOptions().ReaperInterval },
    };

    [Theory]
    [MemberData(nameof(Defaults))]
    public void A_default_is_what_redflow_has_or_what_the_table_of_features_says(string what, object? expected, object? value) =>
        Assert.True(Equals(expected, value), $"{what}: {value}");
}
