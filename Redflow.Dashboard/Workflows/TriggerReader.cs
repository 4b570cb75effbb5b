using Redflow.Client;
using Redflow.Dashboard.Live;
using Redflow.Dashboard.Schedules;
using Redflow.Runs;

namespace Redflow.Dashboard.Workflows;

/// <summary>Reads which schedules there are, once in five seconds at most for all pages and viewers together.</summary>
internal sealed class TriggerReader(RedflowClient client, TimeProvider time)
{
    /// <summary>How many are read, by id: each comes with its input.</summary>
    private const int MaxSchedules = 2_000;

    private readonly Shared<TriggerList> _schedules = new(TimeSpan.FromSeconds(5), time, () => ReadAsync(client));

    public Task<TriggerList> ReadAsync(CancellationToken cancellationToken) => _schedules.ReadAsync(cancellationToken);

    private static async Task<TriggerList> ReadAsync(RedflowClient client)
    {
        var (found, isCut) = (new List<ShownSchedule>(), false);
        await foreach (var schedule in client.Schedules.EnumerateAsync(new() { Limit = RunQuery.MaxLimit }))
        {
            if (found.Count == MaxSchedules)
            {
                isCut = true;
                break;
            }

            found.Add(ShownSchedule.Of(schedule));
        }

        return new(found.ToLookup(schedule => schedule.Workflow), isCut);
    }
}
