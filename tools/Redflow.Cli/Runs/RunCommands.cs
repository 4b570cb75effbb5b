using System.CommandLine;

namespace Redflow.Cli.Runs;

/// <summary><c>redflow runs</c>.</summary>
internal static class RunCommands
{
    public static Command Create(Tool tool) => new("runs", "Runs: look at them, start them, act on them.")
    {
        new ListRuns(tool),
        new GetRun(tool),
        new WatchRuns(tool),
        new EmitRun(tool),
        new CancelRun(tool),
        new RetryRun(tool),
        new RerunRun(tool),
        new SignalRun(tool),
        new DeleteRun(tool),
        new GetResult(tool),
        new ListLogs(tool),
        new GetTimeline(tool),
    };
}
