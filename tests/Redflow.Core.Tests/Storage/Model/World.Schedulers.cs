using Redflow.Storage;

namespace Redflow.Core.Tests.Storage.Model;

/// <content>What schedulers do, and the time.</content>
internal sealed partial class World
{
    /// <summary>More than there ever is at a time: of timers and effects of the same moment, which goes first is left to the store.</summary>
    private const int Limit = 100;

    private const int MostLooks = 100;

    private static readonly TimeSpan[] Jumps =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5),
        TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10),
    ];

    /// <summary>How many timers there are, and when the next one is due, is left to the store.</summary>
    private Task PromoteAsync() => SettleAsync("promote", store => store.PromoteAsync(Limit));

    private Task ReapAsync() => stores.CallAsync("reap", store => store.ReapAsync(new(Limit, TimeSpan.FromDays(1), TimeSpan.Zero)));

    /// <summary>In how many effects a store delivers what is owed is left to it.</summary>
    private Task RelayAsync() => SettleAsync("relay", store => store.RelayAsync(Limit));

    private Task SweepAsync() => SettleAsync("sweep", async store =>
    {
        string? cursor = null;
        do
        {
            cursor = await store.SweepAsync(cursor, Limit);
        }
        while (cursor is not null);
        return new(0, null);
    });

    /// <summary>Looks until nothing is due any more.</summary>
    private Task SettleAsync(string what, Func<IRedflowStore, Task<DueReply>> look) => stores.CallAsync(what, async store =>
    {
        for (var looks = 0; looks < MostLooks; looks++)
        {
            var reply = await look(store);
            if (reply.Count == 0 && reply.NextIn != TimeSpan.Zero)
            {
                return;
            }
        }

        throw new DisagreementException($"After {MostLooks} looks there is still something to {what}.\nCalls:\n{stores.Log()}");
    });
}
