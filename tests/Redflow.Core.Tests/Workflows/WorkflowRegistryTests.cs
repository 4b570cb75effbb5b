using Redflow.Core.Tests.Payloads;
using Redflow.Retries;
using Redflow.Schedules;
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

    private sealed record Optional(int Count = 1);

    private sealed class Apology : IRunEndHandler
    {
        public Task HandleAsync(RunEndContext ctx) => Task.CompletedTask;
    }

    private sealed class Hidden : IRunEndHandler
    {
        private Hidden()
        {
        }

        public Task HandleAsync(RunEndContext ctx) => Task.CompletedTask;
    }

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

    [Theory]
    [InlineData("old", "'old' is a name or an alias of workflow 'a' already")]
    [InlineData("a", "'a' is a name or an alias of workflow 'a' already")]
    [InlineData("b", "'b' is a name or an alias of workflow 'b' already")]
    [InlineData("no spaces", "'no spaces' is not a name that it can have had")]
    public void A_name_stands_for_one_workflow(string alias, string mistake) =>
        AssertMistake(mistake, Definition("a", o => o.Aliases.Add("old")), Definition("b", o => o.Aliases.Add(alias)));

    [Fact]
    public void An_alias_finds_its_workflow_and_is_registered_without_triggers()
    {
        var definition = Definition("new", o =>
        {
            o.Aliases.Add("old");
            o.Events.Add("order.paid");
            o.Cron.Add(new("* * * * *", Input: 1));
            o.OnFailure(_ => Task.CompletedTask);
        });

        var registry = new WorkflowRegistry([definition], new(new()));

        Assert.Same(definition, registry.Find("old"));
        Assert.Equal([("new", null), ("old", "new"), ("new.on-failure", null)], registry.Describe().Select(info => (info.Name, info.AliasOf)));
        Assert.Equal([1, 0, 0], registry.Describe().Select(info => info.Events.Count));
        Assert.Equal([("new", 1), ("new.on-failure", 0)], registry.DescribeSchedules().Select(declared => (declared.Key, declared.Value.Count)));
        Assert.Equal(["new.on-failure", "new.on-failure", null], registry.Describe().Select(info => info.OnFailure));
    }

    [Fact]
    public void Handlers_of_ends_are_workflows_beside_their_own()
    {
        var definition = Definition("work", o =>
        {
            (o.Queue, o.Lane) = ("slow", Lane.Cpu);
            o.OnSuccess(_ => Task.CompletedTask);
            o.OnFailure(_ => Task.CompletedTask);
            o.OnCanceled(_ => Task.CompletedTask);
        });

        var registry = new WorkflowRegistry([definition], new(new() { Serializer = KnownTypes.Default.Options }));

        var info = registry.Describe()[0];
        Assert.Equal(("work.on-success", "work.on-failure", "work.on-canceled"), (info.OnSuccess, info.OnFailure, info.OnCanceled));
        Assert.All(
            registry.Definitions.Skip(1).Select(handler => handler.Options),
            options => Assert.Equal(("slow", Lane.Cpu, 0, 3), (options.Queue, options.Lane, options.MaxConcurrency, options.MaxAttempts)));
    }

    [Fact]
    public void Two_handlers_of_one_end_are_a_mistake() => AssertMistake(
        "It has 2 on-failure handlers: a delegate, Apology",
        Definition("work", o =>
        {
            o.OnFailure(_ => Task.CompletedTask);
            o.OnFailure<Apology>();
        }));

    [Fact]
    public void A_handler_of_ends_whose_name_would_be_too_long_is_a_mistake() =>
        AssertMistake(".on-failure' is not a workflow name", Definition(new('w', 120), o => o.OnFailure(_ => Task.CompletedTask)));

    [Fact]
    public void A_handler_of_ends_that_can_not_be_made_is_a_mistake() => AssertMistake("can't be made", Definition("work", o => o.OnFailure<Hidden>()));

    [Fact]
    public void Workflows_of_one_queue_can_not_differ_in_its_length() => AssertMistake(
        "Queue 'q' can't have several values of MaxQueueLength: 10 of 'a' and 'c', 20 of 'b'",
        Definition("a", o => (o.Queue, o.MaxQueueLength) = ("q", 10)),
        Definition("b", o => (o.Queue, o.MaxQueueLength) = ("q", 20)),
        Definition("c", o => (o.Queue, o.MaxQueueLength) = ("q", 10)),
        Definition("d", o => o.Queue = "q"));

    [Fact]
    public void The_length_of_a_queue_is_registered() => Assert.Equal(
        10, Assert.Single(new WorkflowRegistry([Definition("a", o => o.MaxQueueLength = 10)], new(new())).Describe()).MaxQueueLength);

    [Theory]
    [InlineData("", "'' is not an event's name")]
    [InlineData("line\nfeed", "is not an event's name")]
    public void An_event_that_can_not_be_is_a_mistake(string name, string mistake) => AssertMistake(mistake, Definition("work", o => o.Events.Add(name)));

    [Fact]
    public void A_cron_trigger_that_can_not_be_is_a_mistake() =>
        AssertMistake("'sometimes' is not a cron expression", Definition("work", o => o.Cron.Add(new("sometimes", Input: 1))));

    [Fact]
    public void Cron_triggers_have_ids_of_their_own() => AssertMistake("2 cron triggers have the id 'twin'", Definition("work", o =>
    {
        o.Cron.Add(new("* * * * *", "twin", Input: 1));
        o.Cron.Add(new("@hourly", "twin", Input: 1));
    }));

    [Theory]
    [InlineData(null)]
    [InlineData("text")]
    public void The_input_of_a_cron_trigger_has_to_fit(object? input) =>
        AssertMistake("The Input of cron trigger 'c' does not fit Int32", Definition("work", o => o.Cron.Add(new("* * * * *", "c", Input: input))));

    [Fact]
    public void The_input_of_a_cron_trigger_that_is_no_JSON_is_a_mistake() =>
        AssertMistake("does not fit Int32", Definition("work", o => o.Cron.Add(new CronAttribute("* * * * *") { Input = "{" }.ToTrigger())));

    [Fact]
    public void A_cron_trigger_without_an_input_gives_an_empty_object_or_null()
    {
        var options = new WorkflowOptions { Cron = [new("* * * * *")] };

        Assert.Equal("{}", Input(new WorkflowDefinition<Optional, int>("work", options, (_, _) => Task.FromResult(0))));
        Assert.Equal("null", Input(new WorkflowDefinition<int?, int>("work", options, (_, _) => Task.FromResult(0))));

        static string Input(WorkflowDefinition definition) => Assert.Single(definition.ToSchedules(new(new()))).Input.ToString();
    }

    private static void AssertMistake(string mistake, params WorkflowDefinition[] definitions) => Assert.Contains(
        mistake,
        Assert.Single(Assert.Throws<WorkflowDefinitionException>(() => new WorkflowRegistry(definitions, new(new()))).Mistakes),
        StringComparison.Ordinal);

    private static WorkflowDefinition<int, int> Definition(string name, Action<WorkflowOptions>? configure = null)
    {
        var options = new WorkflowOptions();
        configure?.Invoke(options);
        return new(name, options, (_, _) => Task.FromResult(0));
    }
}
