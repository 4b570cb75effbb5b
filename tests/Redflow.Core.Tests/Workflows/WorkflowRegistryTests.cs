using Redflow.Core.Tests.Payloads;
using Redflow.Retries;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Workflows;

public sealed class WorkflowRegistryTests
{
    private sealed class NoAttribute : IWorkflow<int, int>
    {
        public Task<int> RunAsync(WorkflowContext<int> ctx) => Task.FromResult(0);
    }

    private sealed record Unknown;

    [Workflow("no-interface")]
    private sealed class NoInterface;

    [Workflow("good", Queue = "fast", MaxAttempts = 5)]
    private sealed class Good : IWorkflow<int, string>
    {
        public Task<string> RunAsync(WorkflowContext<int> ctx) => Task.FromResult("");
    }

    [Fact]
    public void All_mistakes_in_all_definitions_are_reported_together()
    {
        var exception = Assert.Throws<WorkflowDefinitionException>(() => new WorkflowRegistry(
        [
            Definition("twice"),
            Definition("twice"),
            Definition("no spaces"),
            Definition("queue", o => o.Queue = "a/b"),
            Definition("attempts", o => o.MaxAttempts = 0),
            Definition("retention", o => o.Retention = TimeSpan.Zero),
            Definition("backoff", o => o.Backoff = RetryBackoff.Exponential(factor: double.NaN)),
            new WorkflowDefinition<int, Unknown>("output", new(), (_, _) => throw new NotSupportedException()),
        ], new(new() { Serializer = KnownTypes.Default.Options })));

        Assert.Equal(7, exception.Mistakes.Count);
        Assert.All(
            ["'twice' is registered twice", "'no spaces'", "'a/b' is not a queue name", "MaxAttempts", "Retention", "Backoff", "Unknown"],
            part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_class_brings_its_name_and_options_from_its_attribute()
    {
        var definition = WorkflowDiscovery.Of(typeof(Good), o => o.MaxAttempts = 7);

        Assert.Equal(("good", "fast", 7, typeof(int)), (definition.Name, definition.Options.Queue, definition.Options.MaxAttempts, definition.InputType));
    }

    [Theory]
    [InlineData(typeof(NoAttribute), "has no [Workflow")]
    [InlineData(typeof(NoInterface), "implements IWorkflow")]
    public void A_class_that_is_no_workflow_is_refused(Type type, string message) =>
        Assert.Contains(message, Assert.Throws<WorkflowDefinitionException>(() => WorkflowDiscovery.Of(type)).Message, StringComparison.Ordinal);

    [Fact]
    public void Queues_are_those_of_the_workflows() =>
        Assert.Equal(["a", "b"], new WorkflowRegistry([Definition("1", o => o.Queue = "b"), Definition("2", o => o.Queue = "a"), Definition("3", o => o.Queue = "b")], new(new())).Queues);

    private static WorkflowDefinition<int, int> Definition(string name, Action<WorkflowOptions>? configure = null)
    {
        var options = new WorkflowOptions();
        configure?.Invoke(options);
        return new(name, options, (_, _) => Task.FromResult(0));
    }
}
