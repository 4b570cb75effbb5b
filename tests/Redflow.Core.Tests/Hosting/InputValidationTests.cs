using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Redflow.Client;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Hosting;

public sealed class InputValidationTests(MemoryServer server) : IClassFixture<MemoryServer>
{
    private sealed record Line([property: Required] string Sku, [Range(1, 9)] int Quantity);

    private sealed record Order([Required] string Id, params Line[] Lines);

    /// <summary>A service of a scope, as one with a database would be.</summary>
    private sealed class Stock
    {
        private readonly HashSet<string> _gone = ["gone"];

        public bool Has(string sku) => !_gone.Contains(sku);
    }

    private sealed class StockValidator(Stock stock) : IWorkflowInputValidator<Order>
    {
        public async Task<IReadOnlyList<InputProblem>> ValidateAsync(Order input, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return [.. input.Lines.Index().Where(line => !stock.Has(line.Item.Sku)).Select(line => new InputProblem($"lines[{line.Index}].sku", "is not in stock"))];
        }
    }

    private readonly string _prefix = $"test-{Guid.NewGuid():N}";

    [Fact]
    public async Task What_annotations_refuse_is_not_emitted_and_all_members_are_named()
    {
        await using var host = await StartAsync();

        var refusal = await Assert.ThrowsAsync<InputValidationException>(() => EmitAsync(host, new("", new("a", 1), new("", 10))));

        Assert.Equal(["id", "lines[1].sku", "lines[1].quantity"], refusal.Problems.Select(problem => problem.Member));
        Assert.Empty((await host.Client.ListRunsAsync()).Runs);
    }

    [Fact]
    public async Task One_input_that_is_refused_keeps_all_of_a_bulk_from_being_emitted()
    {
        await using var host = await StartAsync();

        await Assert.ThrowsAsync<InputValidationException>(() => host.Client.EmitManyAsync(
            new WorkflowRef<Order, int>("work"), [new Order("a", new Line("a", 1)), new Order("b", new Line("b", 0))]));

        Assert.Empty((await host.Client.ListRunsAsync()).Runs);
    }

    [Fact]
    public async Task Validators_of_the_clients_process_are_asked_at_the_emit()
    {
        await using var host = await StartAsync(validate: true);

        var refusal = await Assert.ThrowsAsync<InputValidationException>(() => EmitAsync(host, new("a", new("a", 1), new("gone", 1), new("gone", 2))));

        Assert.Equal(["lines[1].sku: is not in stock", "lines[2].sku: is not in stock"], refusal.Problems.Select(problem => problem.ToString()));
        Assert.Empty((await host.Client.ListRunsAsync()).Runs);
    }

    [Theory]
    [InlineData("""{"id":"a","lines":[{"sku":"a","quantity":0}]}""", "lines[0].quantity")]
    [InlineData("""{"id":"a","lines":[{"sku":"gone","quantity":1}]}""", "lines[0].sku: is not in stock")]
    public async Task What_comes_past_the_client_is_refused_before_the_handler_and_never_retried(string json, string problem)
    {
        var passes = 0;
        await using var host = await StartAsync(validate: true, _ => passes++);

        var handle = await host.Client.EmitWorkflowAsync("work", new Payload(System.Text.Encoding.UTF8.GetBytes(json)));

        var failure = await Assert.ThrowsAsync<WorkflowFailedException>(() => handle.GetResultAsync(Wait.Limit));
        Assert.Equal(typeof(InputValidationException).FullName, failure.Error.Type);
        Assert.Contains(problem, failure.Error.Message, StringComparison.Ordinal);
        Assert.Equal((0, 1), (passes, (await handle.GetStateAsync()).Attempt));
    }

    [Fact]
    public async Task A_run_that_has_begun_is_not_refused_any_more()
    {
        var soldOut = false;
        await using var host = await WorkerHost.StartAsync(server, _prefix, redflow =>
        {
            redflow.Services.AddSingleton<IWorkflowInputValidator<int>>(new Switch(() => soldOut));
            redflow.AddWorkflow<int, int>("work", async ctx =>
            {
                await ctx.Step.RunAsync("sell", _ => Task.FromResult(soldOut = true));
                await ctx.Step.SleepAsync("nap", TimeSpan.FromMilliseconds(1));
                return ctx.Input;
            });
        });

        var handle = await host.Client.EmitWorkflowAsync<int, int>("work", 1);

        Assert.Equal(1, await handle.GetResultAsync(Wait.Limit));
        await Assert.ThrowsAsync<InputValidationException>(() => host.Client.EmitWorkflowAsync<int, int>("work", 1));
    }

    [Fact]
    public async Task A_child_with_an_input_that_annotations_refuse_fails_its_parent_at_once()
    {
        await using var host = await StartAsync(configure: redflow => redflow.AddWorkflow<int, int>(
            "parent", ctx => ctx.Step.RunWorkflowAsync("order", new WorkflowRef<Order, int>("work"), new Order(""))));

        var handle = await host.Client.EmitWorkflowAsync<int, int>("parent", 1);

        var failure = await Assert.ThrowsAsync<WorkflowFailedException>(() => handle.GetResultAsync(Wait.Limit));
        Assert.Equal(typeof(InputValidationException).FullName, failure.Error.Type);
    }

    [Fact]
    public async Task Validators_are_asked_by_keyed_clients_too()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration["ConnectionStrings:other"] = "memory://";
        builder.Services.AddSingleton<IWorkflowInputValidator<int>>(new Switch(() => true));
        builder.AddKeyedRedflowClient("other");
        using var host = builder.Build();

        var refusal = await Assert.ThrowsAsync<InputValidationException>(
            () => host.Services.GetRequiredKeyedService<RedflowClient>("other").EmitWorkflowAsync<int, int>("work", 1));

        Assert.Equal("is sold out", Assert.Single(refusal.Problems).Message);
    }

    private Task<WorkerHost> StartAsync(bool validate = false, Action<Order>? seen = null, Action<Redflow.Hosting.RedflowBuilder>? configure = null) =>
        WorkerHost.StartAsync(server, _prefix, redflow =>
        {
            redflow.AddWorkflow<Order, int>("work", ctx =>
            {
                seen?.Invoke(ctx.Input);
                return Task.FromResult(0);
            });
            configure?.Invoke(redflow);
        }, services: services =>
        {
            if (validate)
            {
                services.AddScoped<Stock>().AddScoped<IWorkflowInputValidator<Order>, StockValidator>();
            }
        });

    private static Task<RunHandle<int>> EmitAsync(WorkerHost host, Order order) => host.Client.EmitWorkflowAsync<Order, int>("work", order);

    private sealed class Switch(Func<bool> isOn) : IWorkflowInputValidator<int>
    {
        public Task<IReadOnlyList<InputProblem>> ValidateAsync(int input, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<InputProblem>>(isOn() ? [new("", "is sold out")] : []);
    }
}
