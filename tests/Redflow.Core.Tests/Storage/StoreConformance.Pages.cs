using Redflow.Runs;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableTheory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Pages_have_each_run_that_nothing_happened_to_once_whatever_happens_to_others(int seed)
    {
        var random = new Random(seed);
        var ids = new List<RunId>();
        for (var i = 0; i < 30; i++)
        {
            ids.Add(await EmitAsync());
            await Test.AdvanceAsync(random.Next(2) * Millisecond);
        }

        foreach (var run in await ClaimAsync(10))
        {
            await FinishAsync(run, Failed);
        }

        var (touched, listed) = (new HashSet<RunId>(), new List<RunId>());
        var query = new RunQuery { Limit = 3 };
        do
        {
            var page = await Store.ListRunsAsync(query).Bounded();
            listed.AddRange(page.Runs.Select(run => run.Id));
            query = query with { Cursor = page.NextCursor };
            touched.UnionWith(await TouchAsync(random, ids));
        }
        while (query.Cursor is not null);

        var untouched = ids.Except(touched).ToArray();
        Assert.NotEmpty(untouched);
        Assert.All(untouched, id => Assert.Single(listed, id));
    }

    /// <summary>Emits a run, and ends, deletes or retries one.</summary>
    private async Task<IReadOnlyList<RunId>> TouchAsync(Random random, List<RunId> ids)
    {
        await EmitAsync();
        var id = ids[random.Next(ids.Count)];
        switch (random.Next(3))
        {
            case 0:
                await Store.DeleteAsync(id).Bounded();
                return [id];
            case 1:
                await Store.RetryAsync(id).Bounded();
                return [id];
            default:
                var claimed = await ClaimAsync(1);
                foreach (var run in claimed)
                {
                    await FinishAsync(run, Succeeded);
                }

                return [.. claimed.Select(run => run.Id)];
        }
    }
}
