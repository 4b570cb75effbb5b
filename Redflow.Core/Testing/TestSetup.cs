using Microsoft.Extensions.DependencyInjection;
using Redflow.Client;
using Redflow.Events;
using Redflow.Hosting;
using Redflow.Runs;
using Redflow.Steps;

namespace Redflow.Testing;

/// <summary>What the runs of a test are given.</summary>
internal sealed class TestSetup(string workflow, Action<RedflowBuilder> workflows, Action<IServiceCollection> services)
{
    public string Workflow { get; } = workflow;

    public Action<RedflowBuilder> Workflows { get; set; } = workflows;

    public Action<IServiceCollection> Services { get; } = services;

    public DateTimeOffset Start { get; set; } = DateTimeOffset.UtcNow;

    public List<(string Step, Func<StepContext, Task<object?>> Body)> Overrides { get; } = [];

    public List<Delivery> Deliveries { get; } = [];

    /// <summary>Something that a run is given when it waits for it; sending it returns the id of the event, if it is one.</summary>
    public sealed record Delivery(WaitKind Kind, string Name, Func<RedflowClient, RunId, Task<EventId?>> SendAsync);
}
