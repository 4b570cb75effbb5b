using System.Text.Json;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Worker.Workflows.Checkout;

namespace Redflow.Worker.Tests.Checkout;

[Collection(SharedGarnet.Name)]
public sealed class OrderCheckoutTests(GarnetServer server) : WorkflowTests(server)
{
    private const string Workflow = "order-checkout";

    [Fact]
    public async Task Checkout_reserves_charges_and_ships_in_that_order()
    {
        await using var worker = await StartWorkerAsync();

        var run = await EmitAsync(worker, Workflow, """{"orderId":"ord_1","amount":42.50}""");
        var result = await ResultAsync<CheckoutResult>(worker, run.Id);

        Assert.Equal(
            new("ord_1", 42.50m, Confirmed(run.Id, "reserve"), Confirmed(run.Id, "charge"), Confirmed(run.Id, "ship")), result);
        Assert.Equal(["reserve", "charge", "ship"], Ledger().Select(entry => entry.Step));
        Assert.All(Ledger(), entry => Assert.Equal(
            ("ord_1", run.Id.ToString(), 1, Environment.ProcessId), (entry.OrderId, entry.RunId, entry.Attempt, entry.Pid)));
    }

    [Fact]
    public async Task Checkout_that_is_cut_off_in_the_middle_is_finished_by_the_next_worker_with_every_step_once()
    {
        RunId run;
        var time = new HeldDelays(TimeSpan.FromHours(1));
        time.Allow(1);
        await using (var first = await StartWorkerAsync(time))
        {
            run = (await EmitAsync(first, Workflow, """{"orderId":"ord_1","amount":42.50,"stepDelay":"01:00:00"}""")).Id;
            await StepsAsync(first, run, 1);
        }

        Assert.Equal(["reserve"], Ledger().Select(entry => entry.Step));
        var later = new HeldDelays(TimeSpan.FromHours(1));
        later.Allow(2);
        await using var second = await StartWorkerAsync(later);
        await ResultAsync<CheckoutResult>(second, run);

        Assert.Equal(["reserve", "charge", "ship"], Ledger().Select(entry => entry.Step));
    }

    [Fact]
    public async Task Checkout_that_is_canceled_ships_nothing()
    {
        await using var worker = await StartWorkerAsync();

        var run = await EmitAsync(worker, Workflow, """{"orderId":"ord_1","amount":42.50,"stepDelay":"01:00:00"}""");
        await Wait.UntilAsync(async () => (await run.GetStateAsync()).Status == RunStatus.Running, "the run starts");
        await run.CancelAsync("changed my mind");

        var canceled = await Assert.ThrowsAsync<RunCanceledException>(() => run.GetResultAsync(Wait.Limit));
        Assert.Contains("changed my mind", canceled.Message, StringComparison.Ordinal);
        Assert.Empty(Ledger());
    }

    [Theory]
    [InlineData("""{"amount":1}""", "orderId")]
    [InlineData("""{"orderId":"ord_1"}""", "amount")]
    [InlineData("""{"orderId":"ord_1","amount":"much"}""", "amount")]
    public async Task Input_that_lacks_something_is_refused_by_the_emit(string input, string member)
    {
        await using var worker = await StartWorkerAsync();

        var refusal = await Assert.ThrowsAsync<InputValidationException>(() => EmitAsync(worker, Workflow, input));

        Assert.Equal(member, Assert.Single(refusal.Problems).Member);
    }

    [Fact]
    public async Task Amount_of_nothing_fails_the_run_before_anything_is_reserved()
    {
        await using var worker = await StartWorkerAsync();

        var error = await ErrorAsync(await EmitAsync(worker, Workflow, """{"orderId":"ord_1","amount":0}"""));

        Assert.Equal(typeof(InputValidationException).FullName, error.Type);
        Assert.Empty(Ledger());
    }

    private static string Confirmed(RunId run, string step) => Confirmation.For(step, $"{run}/{step}");

    private LedgerEntry[] Ledger() => !File.Exists(Folder.Samples.LedgerFile)
        ? []
        : [.. File.ReadLines(Folder.Samples.LedgerFile).Select(line => JsonSerializer.Deserialize<LedgerEntry>(line, JsonSerializerOptions.Web)!)];
}
