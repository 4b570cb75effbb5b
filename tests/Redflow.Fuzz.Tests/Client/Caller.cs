using Redflow.Bulk;
using Redflow.Client;
using Redflow.Events;
using Redflow.Fuzz.Tests.Storm;
using Redflow.Payloads;
using Redflow.Results;
using Redflow.Runs;
using static Redflow.Fuzz.Tests.Client.CallOptions;

namespace Redflow.Fuzz.Tests.Client;

/// <summary>Makes the calls that lines say, and knows which runs there have to be.</summary>
internal sealed class Caller(RedflowClient client, IRunResultBackend results)
{
    /// <summary>Waits may be as long as they are asked to be.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly List<RunId> _runs = [];

    /// <summary>The runs that were accepted and not deleted.</summary>
    public HashSet<RunId> Runs { get; } = [];

    /// <summary>How many runs backfills have started, whose ids they do not tell.</summary>
    public int Backfilled { get; private set; }

    /// <summary>Makes a call. What the engine refuses is refused as documented; everything else is a fault.</summary>
    public async Task TakeAsync(Shot shot)
    {
        try
        {
            await MakeAsync(new(shot));
        }
        catch (Exception exception) when (exception is RedflowException or ArgumentException or OperationCanceledException)
        {
            Assert.NotEmpty(exception.Message);
        }
    }

    private Task MakeAsync(Call call) => call.Name switch
    {
        "emit" => AddAsync(() => client.EmitWorkflowAsync(call.TextOf("workflow")!, PayloadOf(call), OptionsOf(call))),
        "emit-typed" => AddAsync(() => client.EmitWorkflowAsync<Greeting, Payload>(call.TextOf("workflow")!, new(call.TextOf("name")), OptionsOf(call))),
        "list" => client.ListRunsAsync(QueryOf(call, IdOf(call))),
        "run" => Task.WhenAll(client.FindRunAsync(IdOf(call)), client.ExplainRunAsync(IdOf(call)), client.GetRunStepsAsync(IdOf(call)), client.GetRunLogAsync(IdOf(call))),
        "wait" => WaitAsync(IdOf(call), call.SpanOf("timeout")),
        "cancel" => client.CancelRunAsync(IdOf(call), call.TextOf("reason")),
        "retry" => client.RetryRunAsync(IdOf(call)),
        "rerun" => AddAsync(() => client.RerunAsync(IdOf(call), call.TextOf("input") is null ? null : PayloadOf(call), call.TextOf("step"))),
        "delete" => DeleteAsync(IdOf(call)),
        "signal" => client.SignalRunAsync(IdOf(call), call.TextOf("name")!, PayloadOf(call)),
        "event" => client.EmitEventAsync(call.TextOf("name")!, PayloadOf(call), call.TextOf("key"), call.TextOf("run") is null ? null : new EventId(IdOf(call))),
        "events" => client.ListEventsAsync(new() { Name = call.TextOf("name"), Limit = call.NumberOf("limit") ?? 50, Cursor = call.TextOf("cursor") }),
        "minutes" => client.ListMinutesAsync(call.TimeOf("from") ?? default, call.TimeOf("before") ?? default),
        "pause" => PauseAsync(call),
        "limits" => client.SetLimitsAsync(call.TextOf("workflow")!, LimitsOf(call)),
        "bulk" => client.StartBulkAsync(new((BulkOperation)(call.NumberOf("kind") ?? 0), QueryOf(call, IdOf(call)), call.TextOf("reason"))),
        "result" => StoreResultAsync(call),
        "results" => results.ListByStatusAsync((RunStatus)(call.NumberOf("status") ?? 0), call.NumberOf("limit"), call.NumberOf("count") ?? 0),
        _ => ScheduleAsync(call),
    };

    private Task ScheduleAsync(Call call) => call.Name switch
    {
        "upsert" => client.Schedules.UpsertAsync(call.TextOf("id"), ScheduleOf(call), call.TextOf("workflow")!, PayloadOf(call), ScheduleOptionsOf(call)),
        "schedules" => client.Schedules.ListAsync(new() { Workflow = call.TextOf("workflow"), Limit = call.NumberOf("limit") ?? 50, Cursor = call.TextOf("cursor") }),
        "next" => client.Schedules.ListNextAsync(call.TextOf("id")!, call.NumberOf("count") ?? 10),
        "ticks" => client.Schedules.ListTicksAsync(call.TextOf("id")!, call.NumberOf("count") ?? 10),
        "backfill" => BackfillAsync(call),
        "trigger" => AddAsync(() => client.Schedules.TriggerAsync(call.TextOf("id")!)),
        "enable" => call.TextOf("pause") is null ? client.Schedules.EnableAsync(call.TextOf("id")!) : client.Schedules.DisableAsync(call.TextOf("id")!),
        "unschedule" => client.Schedules.DeleteAsync(call.TextOf("id")!),
        var name => throw new InvalidOperationException($"There is no call '{name}'."),
    };

    private async Task WaitAsync(RunId id, TimeSpan? timeout)
    {
        using var patience = new CancellationTokenSource(Patience);
        await client.GetHandle<Payload>(id).GetResultAsync(timeout, patience.Token);
    }

    private async Task AddAsync(Func<Task<RunHandle<Payload>>> emit)
    {
        var handle = await emit();
        if (Runs.Add(handle.Id))
        {
            _runs.Add(handle.Id);
        }
    }

    private async Task DeleteAsync(RunId id)
    {
        if (await client.DeleteRunAsync(id) == DeleteResult.Deleted)
        {
            Runs.Remove(id);
        }
    }

    /// <summary>Without a span of thousands of instants, which is slow and no fault.</summary>
    private async Task BackfillAsync(Call call)
    {
        var (id, from, before) = (call.TextOf("id")!, call.TimeOf("from") ?? default, call.TimeOf("before") ?? default);
        if (await client.Schedules.CountBackfillAsync(id, from, before) <= 20)
        {
            var runs = (await client.GetStatsAsync()).Runs.Values.Sum();
            try
            {
                await client.Schedules.BackfillAsync(id, from, before);
            }
            finally
            {
                Backfilled += (int)((await client.GetStatsAsync()).Runs.Values.Sum() - runs);
            }
        }
    }

    private async Task PauseAsync(Call call)
    {
        if (call.TextOf("queue") is { } queue)
        {
            await client.PauseQueueAsync(queue, call.TextOf("reason"));
            Assert.True(await client.ResumeQueueAsync(queue));
        }
        else
        {
            await client.PauseWorkflowAsync(call.TextOf("workflow")!, call.TextOf("reason"));
            Assert.True(await client.ResumeWorkflowAsync(call.TextOf("workflow")!));
        }
    }

    private async Task StoreResultAsync(Call call)
    {
        var result = new RunResult
        {
            Id = call.TextOf("id")!,
            Status = (RunStatus)(call.NumberOf("status") ?? 0),
            Output = call.TextOf("input") is null ? null : PayloadOf(call),
            SubmittedAt = call.TimeOf("runAt"),
            Attempt = call.NumberOf("count") ?? 1,
        };
        await results.StoreAsync(result);
        Assert.Equal(result.Output?.ToString(), (await results.GetAsync(result.Id))!.Output?.ToString());
        await results.DeleteAsync(result.Id);
    }

    private RunId IdOf(Call call) => call.TextOf("run") is { } text && text.StartsWith('#') && int.TryParse(text.AsSpan(1), out var number) && _runs.Count > 0
        ? _runs[number % _runs.Count]
        : RunId.TryParse(call.TextOf("run"), null, out var id) ? id : RunId.New(1_000);

    private sealed record Greeting(string? Name);
}
