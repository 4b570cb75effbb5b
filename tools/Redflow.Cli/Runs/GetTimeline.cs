using System.CommandLine;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;
using Redflow.Cli.Terminal;

namespace Redflow.Cli.Runs;

/// <summary><c>redflow runs timeline</c>.</summary>
internal sealed class GetTimeline : ApiCommand
{
    private readonly Argument<string> _id;

    public GetTimeline(Tool tool)
        : base(tool, "timeline", "Shows a run's attempts, steps and children, and how long each took.")
    {
        _id = NameArgument.OfRun(tool);
        Add(_id);
    }

    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var reply = await session.Api.GetAsync(ApiPath.Of($"runs/{parsed.GetValue(_id)}/timeline"), cancellationToken);
        return session.Show<Timeline>(reply, timeline => Show(session.Screen, timeline));
    }

    private static void Show(Screen screen, Timeline timeline)
    {
        var times = screen.Times;
        screen.Line($"{timeline.Run.Id} {timeline.Run.Workflow}: {timeline.Run.Status}, emitted {times.Of(timeline.Run.CreatedAt)}");
        if (timeline.Wait is { } wait)
        {
            screen.Line(wait.Message);
        }

        screen.Line("");
        screen.Table(timeline.Attempts,
        [
            new("attempt", attempt => $"{attempt.Attempt}"),
            new("status", attempt => Cell.OfStatus(attempt.Status)),
            new("waited", attempt => Times.Span(attempt.QueueDelay)),
            new("took", attempt => times.Span(attempt.StartedAt, attempt.EndedAt)),
            new("error", attempt => attempt.Error?.ToString()),
        ]);
        ShowSteps(screen, timeline);
        if (timeline.Children.Count > 0)
        {
            screen.Line("");
            screen.Table(timeline.Children, RunColumns.Of(times));
            screen.Line(timeline.MoreChildren ? "…" : "");
        }
    }

    private static void ShowSteps(Screen screen, Timeline timeline)
    {
        if (timeline.Steps.Count == 0)
        {
            return;
        }

        screen.Line("");
        screen.Table(timeline.Steps,
        [
            new("step", step => step.Name),
            new("status", step => Cell.OfStatus(step.Wait is null ? step.Status : "waiting")),
            new("attempt", step => $"{step.Attempt}"),
            new("started", step => screen.Times.Of(step.StartedAt)),
            new("took", step => screen.Times.Span(step.StartedAt, step.EndedAt)),
            new("", step => step.Wait is { } wait ? $"waits for {wait.Kind} {wait.Target}" : step.Error?.ToString()),
        ]);
    }
}
