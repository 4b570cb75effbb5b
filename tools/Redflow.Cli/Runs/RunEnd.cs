using System.Net;
using Redflow.Cli.Http;

namespace Redflow.Cli.Runs;

/// <summary>Waits for a run's end, by as many long polls as it takes.</summary>
internal sealed class RunEnd(Session session, string id, TimeSpan? atMost)
{
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(60);

    private readonly long _since = session.Around.Time.GetTimestamp();

    private TimeSpan Left => atMost - session.Around.Time.GetElapsedTime(_since) ?? TimeSpan.MaxValue;

    /// <summary>Waits for the end and writes the output.</summary>
    /// <exception cref="ProblemException">The run failed, was canceled, or is not there.</exception>
    public async Task<ExitCode> ShowAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var reply = await PollAsync(cancellationToken);
            if (reply?.Status == HttpStatusCode.OK)
            {
                session.Screen.Json(reply.Text);
                return ExitCode.Success;
            }

            if (Left <= TimeSpan.Zero)
            {
                session.Screen.Note($"Run {id} goes on.");
                return ExitCode.TimedOut;
            }

            // One that ends answers at once that the run goes on.
            await session.Outage.PauseAsync(cancellationToken);
        }
    }

    /// <returns>Null when the API is away.</returns>
    private async Task<ApiReply?> PollAsync(CancellationToken cancellationToken)
    {
        var wait = Left < LongestPoll ? Left : LongestPoll;
        var query = new Query().Add("wait", $"{(long)Math.Max(wait.TotalMilliseconds, 0)}ms");
        try
        {
            var reply = await session.Api.GetAsync(ApiPath.Of($"runs/{id}/result") + query, wait, cancellationToken);
            session.Outage.End();
            return reply;
        }
        catch (Exception exception) when (session.Outage.Bears(exception))
        {
            return null;
        }
    }
}
