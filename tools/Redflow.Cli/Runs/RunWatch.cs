using System.Net.ServerSentEvents;
using Redflow.Cli.Http;

namespace Redflow.Cli.Runs;

/// <summary>
/// Follows one run until its end. The stream says that something has happened to it, its timeline says what: so nothing is lost where the stream was
/// cut or was told too late.
/// </summary>
internal sealed class RunWatch(Session session, string id)
{
    private readonly HashSet<string> _shown = [];
    private string? _last;

    public async Task<ExitCode> FollowAsync(CancellationToken cancellationToken)
    {
        var timeline = await LookAsync(cancellationToken);
        if (!timeline.Run.HasEnded)
        {
            var query = new Query().Add("topics", "runs").Add("workflow", timeline.Run.Workflow);
            await foreach (var happened in new EventStream(session.Api, session.Outage).ReadAsync(query, cancellationToken))
            {
                if (Concerns(happened) && (timeline = await LookAsync(cancellationToken)).Run.HasEnded)
                {
                    break;
                }
            }
        }

        if (timeline.Attempts is [.., { Error: { } error }])
        {
            session.Screen.Note($"{error}");
        }

        return timeline.Run.Status == "succeeded" ? ExitCode.Success : ExitCode.Failed;
    }

    /// <summary>After a connection, and after changes that were missed, it may be anything.</summary>
    private bool Concerns(SseItem<string> happened) => happened.EventType switch
    {
        "open" or "missed" => true,
        StreamedRuns.Event => StreamedRuns.Read(happened.Data).Any(change => change.Run.Id == id),
        _ => false,
    };

    private async Task<Timeline> LookAsync(CancellationToken cancellationToken)
    {
        var reply = await GetAsync(cancellationToken);
        var timeline = reply.Read<Timeline>();
        if (session.Json)
        {
            ShowJson(reply, timeline);
        }
        else
        {
            Show(timeline);
        }

        return timeline;
    }

    private async Task<ApiReply> GetAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var reply = await session.Api.GetAsync(ApiPath.Of($"runs/{id}/timeline"), cancellationToken);
                session.Outage.End();
                return reply;
            }
            catch (Exception exception) when (session.Outage.Bears(exception))
            {
                await session.Outage.PauseAsync(cancellationToken);
            }
        }
    }

    /// <summary>The time at which it was read is in it: what is the same but for that is not told again.</summary>
    private void ShowJson(ApiReply reply, Timeline timeline)
    {
        var state = $"{timeline.Run.Status} {timeline.Run.Attempt} {timeline.Wait} {string.Join(' ', timeline.Steps)} {string.Join(' ', timeline.Attempts)}";
        if (state != _last)
        {
            _last = state;
            session.Screen.Json(reply.Text);
        }
    }

    private void Show(Timeline timeline)
    {
        var run = timeline.Run;
        if (!run.HasEnded)
        {
            ShowStatus(run, run.Attempt == 1 && run.Status == "running" ? run.StartedAt : null, timeline.Wait is { } wait ? $": {wait.Message}" : "");
        }

        foreach (var step in timeline.Steps.Where(step => step.Wait is null && step.EndedAt is not null))
        {
            ShowOnce(step.EndedAt, $"step '{step.Name}' {step.Status} in {session.Screen.Times.Span(step.StartedAt, step.EndedAt)}");
        }

        foreach (var attempt in timeline.Attempts.SkipLast(run.HasEnded ? 1 : 0).Where(attempt => attempt.Error is not null))
        {
            ShowOnce(attempt.EndedAt, $"attempt {attempt.Attempt} failed: {attempt.Error}");
        }

        if (run.HasEnded)
        {
            ShowStatus(run, run.FinishedAt, $" in {session.Screen.Times.Span(run.StartedAt ?? run.CreatedAt, run.FinishedAt)}");
        }
    }

    /// <summary>A run may be in a status again: what is told is that it is another than before.</summary>
    private void ShowStatus(RunRow run, DateTimeOffset? at, string more)
    {
        var status = $"{run.Status}{more}{(run.Attempt > 1 ? $", attempt {run.Attempt}" : "")}";
        if (status != _last)
        {
            _last = status;
            ShowLine(at, status);
        }
    }

    private void ShowOnce(DateTimeOffset? at, string text)
    {
        if (_shown.Add(text))
        {
            ShowLine(at, text);
        }
    }

    private void ShowLine(DateTimeOffset? at, string text) =>
        session.Screen.Line($"{session.Screen.Times.Clock(at ?? session.Around.Time.GetUtcNow())} {text}");
}
