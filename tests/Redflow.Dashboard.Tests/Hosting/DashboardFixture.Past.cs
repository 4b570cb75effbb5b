using Redflow.Client;
using Redflow.Runs;
using Redflow.Testing;

namespace Redflow.Dashboard.Tests.Hosting;

/// <content>Orders of the last half hour, so that what is counted by the minute has more than one.</content>
public sealed partial class DashboardFixture
{
    private const int PastOrders = 12;

    private static readonly TimeSpan BetweenOrders = TimeSpan.FromMinutes(3);

    /// <summary>Has a worker of then check them out, whose store goes by a clock that is moved from one order to the next.</summary>
    /// <returns>The namespace that they are in.</returns>
    private async Task<string> SeedPastAsync()
    {
        await using var store = new RedisTestStore(Redis.Multiplexer);
        await store.AdvanceAsync(DateTimeOffset.UtcNow - PastOrders * BetweenOrders - store.Now);
        await using var worker = await WorkerHost.StartAsync(new GivenStore(store.Store), store.Prefix, Shop.AddTo).Bounded();
        await Wait.UntilAsync(async () => (await worker.Client.ListWorkflowsAsync()).Count >= 6, "the worker of then has registered its workflows");
        for (var number = 1; number <= PastOrders; number++)
        {
            var order = await CheckOutAsync(worker.Client, number);
            await Wait.UntilAsync(
                async () =>
                {
                    await store.AdvanceAsync(TimeSpan.FromMilliseconds(10));
                    return (await worker.Client.GetRunAsync(order)).Status == RunStatus.Succeeded;
                },
                "an order of then is checked out");
            await store.AdvanceAsync(BetweenOrders);
        }

        return store.Prefix;
    }

    private static async Task<RunId> CheckOutAsync(RedflowClient client, int number)
    {
        string[] customers = ["Ada", "Grace", "Edsger", "Barbara", "Alan", "Katherine"];
        var customer = customers[number % customers.Length];
        var order = new Shop.Order(4_200 + number, customer, 10 + number, new(customer, "4111111111111111"));
        return await EmitAsync(client, Shop.Checkout, order, new() { Tags = [$"tenant={number % 3}", "channel=web"] });
    }
}
