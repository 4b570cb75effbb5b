using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Redflow.Api.Schedules;
using Redflow.Client;
using Redflow.Dashboard.Live;
using Redflow.Runs;
using Redflow.Schedules;

namespace Redflow.Api.Stream;

/// <summary>What the topics look like that are told as a whole whenever they have changed.</summary>
internal static class TopicStates
{
    public static void AddTopicStates(this IServiceCollection services) => services
        .AddState(StreamTopic.Queues, QueuesAsync)
        .AddState(StreamTopic.Workers, async (client, cancellationToken) => new { (await client.GetStatsAsync(cancellationToken).ConfigureAwait(false)).Workers })
        .AddState(StreamTopic.Schedules, SchedulesAsync);

    private static IServiceCollection AddState(this IServiceCollection services, StreamTopic topic, Func<RedflowClient, CancellationToken, Task<object>> read) =>
        services.AddSingleton(provider =>
        {
            var (client, json) = (provider.GetRequiredService<RedflowClient>(), provider.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions);
            return new TopicState(topic, async cancellationToken => JsonSerializer.Serialize(await read(client, cancellationToken).ConfigureAwait(false), json));
        });

    /// <summary>The first page of them, as many as a list shows; of each not what changes whenever one looks, such as the age of its oldest run.</summary>
    private static async Task<object> QueuesAsync(RedflowClient client, CancellationToken cancellationToken)
    {
        var page = await client.ListQueuesAsync(new() { Limit = RunQuery.MaxLimit }, cancellationToken).ConfigureAwait(false);
        return new { Queues = page.Queues.Select(queue => new { queue.Name, queue.Ready, queue.Pause }) };
    }

    /// <summary>The first page of them.</summary>
    private static async Task<object> SchedulesAsync(RedflowClient client, CancellationToken cancellationToken)
    {
        var page = await client.Schedules.ListAsync(new ScheduleQuery { Limit = RunQuery.MaxLimit }, cancellationToken).ConfigureAwait(false);
        return new { Schedules = page.Schedules.Select(schedule => new ScheduleRow(schedule)) };
    }
}
