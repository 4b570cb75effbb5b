using Redflow.Api.Schedules;
using Redflow.Client;
using Redflow.Runs;
using Redflow.Schedules;

namespace Redflow.Api.Stream;

/// <summary>What the topics look like that are told as a whole whenever they have changed.</summary>
internal sealed class TopicStates(RedflowClient client)
{
    public async Task<object> ReadAsync(StreamTopic topic, CancellationToken cancellationToken) => topic switch
    {
        StreamTopic.Queues => await QueuesAsync(cancellationToken).ConfigureAwait(false),
        StreamTopic.Workers => new { (await client.GetStatsAsync(cancellationToken).ConfigureAwait(false)).Workers },
        StreamTopic.Schedules => await SchedulesAsync(cancellationToken).ConfigureAwait(false),
        _ => throw new ArgumentOutOfRangeException(nameof(topic), topic, "The changes of runs are told one by one."),
    };

    /// <summary>The first page of them, as many as a list shows; of each not what changes whenever one looks, such as the age of its oldest run.</summary>
    private async Task<object> QueuesAsync(CancellationToken cancellationToken)
    {
        var page = await client.ListQueuesAsync(new() { Limit = RunQuery.MaxLimit }, cancellationToken).ConfigureAwait(false);
        return new { Queues = page.Queues.Select(queue => new { queue.Name, queue.Ready, queue.Pause }) };
    }

    /// <summary>The first page of them.</summary>
    private async Task<object> SchedulesAsync(CancellationToken cancellationToken)
    {
        var page = await client.Schedules.ListAsync(new ScheduleQuery { Limit = RunQuery.MaxLimit }, cancellationToken).ConfigureAwait(false);
        return new { Schedules = page.Schedules.Select(schedule => new ScheduleRow(schedule)) };
    }
}
