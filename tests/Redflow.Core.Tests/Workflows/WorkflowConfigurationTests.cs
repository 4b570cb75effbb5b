using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Redflow.Limits;
using Redflow.Schedules;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Workflows;

public sealed class WorkflowConfigurationTests
{
    [Fact]
    public void Configuration_goes_over_code()
    {
        var definition = Definition(o => (o.MaxConcurrency, o.MaxAttempts, o.KeepLast, o.Aliases) = (2, 5, 10, ["code"]));

        Register(definition,
            ("MaxConcurrency", "8"), ("timeout", "01:00:00"), ("Lane", "cpu"), ("Aliases:0", "old"), ("Aliases:1", "older"), ("KeepLast", ""),
            ("Rate:Count", "5"), ("Rate:Period", "00:00:01"), ("Events:0", "order.paid"));

        var options = definition.Options;
        Assert.Equal((8, 5, TimeSpan.FromHours(1), Lane.Cpu), (options.MaxConcurrency, options.MaxAttempts, options.Timeout, options.Lane));
        Assert.Equal(["old", "older"], options.Aliases);
        Assert.Equal(new RateLimit(5, TimeSpan.FromSeconds(1)), options.Rate);
        Assert.Equal(["order.paid"], options.Events);
        Assert.Null(options.KeepLast);
    }

    [Fact]
    public void A_concurrency_of_null_is_no_limit()
    {
        var definition = Definition(o => (o.MaxConcurrency, o.MaxConcurrencyPerKey) = (2, 2));

        Register(definition, ("MaxConcurrency", null), ("MaxConcurrencyPerKey", null));

        Assert.Equal((0, 0), (definition.Options.MaxConcurrency, definition.Options.MaxConcurrencyPerKey));
    }

    [Fact]
    public void A_cron_trigger_of_configuration_has_its_input_as_JSON()
    {
        var definition = Definition();

        var registry = Register(definition, ("Cron:0:Id", "often"), ("Cron:0:Expression", "* * * * *"), ("Cron:0:Input", "7"));

        var cron = Assert.Single(registry.DescribeSchedules()["work"]);
        Assert.Equal(("work:often", new CronSchedule("* * * * *"), "7", true), (cron.Id, cron.Schedule, cron.Input.ToString(), cron.IsDeclared));
    }

    [Fact]
    public void A_host_takes_the_options_of_its_configuration()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration["ConnectionStrings:redis"] = "memory://";
        builder.AddRedflowWorker("redis").AddWorkflow<int, int>("work", ctx => Task.FromResult(0), o => o.MaxConcurrency = 2);
        builder.Configuration["Redflow:Workflows:work:MaxConcurrency"] = "8";

        using var host = builder.Build();

        Assert.Equal(8, host.Services.GetRequiredService<WorkflowRegistry>().Find("work")!.Options.MaxConcurrency);
    }

    [Theory]
    [InlineData("MaxConcurency", "8", "MaxConcurency is no option")]
    [InlineData("MaxConcurrency", "many", "MaxConcurrency can't be read as Int32")]
    [InlineData("MaxConcurrency", "", "MaxConcurrency can't be read as Int32")]
    [InlineData("MaxConcurrency:Total", "8", "MaxConcurrency can't be read as Int32")]
    [InlineData("Timeout", "soon", "Timeout can't be read")]
    [InlineData("Lane", "fast", "Lane can't be read as Lane")]
    [InlineData("Rate:Count", "5", "Rate can't be read as RateLimit")]
    [InlineData("Events", "order.paid", "Events can't be read as IList of String")]
    [InlineData("Backoff", "00:00:01", "Backoff is no option")]
    [InlineData("Backoff:Initial", "00:00:01", "Backoff is no option")]
    public void What_configuration_can_not_set_is_a_mistake_that_names_its_path(string key, string value, string part) =>
        Assert.Contains($"Redflow:Workflows:work:{part}", Assert.Single(Mistakes((key, value))), StringComparison.Ordinal);

    [Fact]
    public void A_key_within_an_option_that_is_not_known_is_a_mistake() => Assert.Contains(
        "Redflow:Workflows:work:Rate", Assert.Single(Mistakes(("Rate:Count", "5"), ("Rate:Period", "00:00:01"), ("Rate:PerKye", "true"))), StringComparison.Ordinal);

    [Fact]
    public void All_keys_that_are_wrong_are_told_together() =>
        Assert.Equal(3, Mistakes(("MaxAttempts", "x"), ("MaxCrashes", "x"), ("Unknown", "x")).Count);

    [Fact]
    public void A_value_that_converts_is_held_to_the_ranges_of_the_option() =>
        Assert.Contains("MaxAttempts", Assert.Single(Mistakes(("MaxAttempts", "0"))), StringComparison.Ordinal);

    [Fact]
    public void Sections_of_workflows_that_this_process_does_not_have_are_left_alone()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Redflow:Workflows:elsewhere:Nonsense", "1")])
            .Build();

        var registry = new WorkflowRegistry([Definition()], [], configuration, null, new(new()));

        Assert.Equal("work", Assert.Single(registry.Definitions).Name);
    }

    [Fact]
    public void A_handler_of_ends_has_a_section_of_its_own()
    {
        var definition = Definition(o => o.OnFailure(_ => Task.CompletedTask));
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Redflow:Workflows:work:Queue", "slow"), new("Redflow:Workflows:work.on-failure:MaxAttempts", "9")])
            .Build();

        var handler = new WorkflowRegistry([definition], [], configuration, null, new(new())).Find("work.on-failure")!;

        Assert.Equal(("slow", 9), (handler.Options.Queue, handler.Options.MaxAttempts));
    }

    private static IReadOnlyList<string> Mistakes(params (string Key, string? Value)[] settings) =>
        Assert.Throws<WorkflowDefinitionException>(() => Register(Definition(), settings)).Mistakes;

    private static WorkflowRegistry Register(WorkflowDefinition definition, params (string Key, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Redflow:Workflows:work:{setting.Key}", setting.Value)))
            .Build();
        return new([definition], [], configuration, null, new(new()));
    }

    private static WorkflowDefinition<int, int> Definition(Action<WorkflowOptions>? configure = null)
    {
        var options = new WorkflowOptions();
        configure?.Invoke(options);
        return new("work", options, (_, _) => Task.FromResult(0));
    }
}
