using Redflow.Cli.Http;

namespace Redflow.Cli.Runs;

/// <summary>Follows the changes of all runs that match.</summary>
internal sealed class ChangeWatch(Session session, string? workflow, IReadOnlyCollection<string>? statuses)
{
    /// <summary>Shows changes until the token fires.</summary>
    public async Task<ExitCode> FollowAsync(CancellationToken cancellationToken)
    {
        var query = new Query().Add("topics", "runs").Add("workflow", workflow);
        await foreach (var happened in new EventStream(session.Api, session.Outage).ReadAsync(query, cancellationToken))
        {
            if (happened.EventType == "missed")
            {
                session.Screen.Note("Some changes were missed: 'redflow runs list' shows how it stands.");
            }
            else if (happened.EventType == StreamedRuns.Event)
            {
                Show(happened.Data);
            }
        }

        return ExitCode.Success;
    }

    private void Show(string data)
    {
        foreach (var (run, json) in StreamedRuns.Read(data).Where(change => statuses?.Contains(change.Run.Status) != false))
        {
            if (session.Json)
            {
                session.Screen.Json(json);
            }
            else
            {
                session.Screen.Line($"{session.Screen.Times.Clock(session.Around.Time.GetUtcNow())} {run.Id} {run.Status,-9} {run.Workflow}");
            }
        }
    }
}
