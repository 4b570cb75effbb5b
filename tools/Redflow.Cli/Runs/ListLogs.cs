using System.CommandLine;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;
using Redflow.Cli.Terminal;

namespace Redflow.Cli.Runs;

/// <summary><c>redflow runs logs</c>.</summary>
internal sealed class ListLogs : PagedCommand<ListLogs.LogLine>
{
    private readonly Argument<string> _id;

    public ListLogs(Tool tool)
        : base(tool, "logs", "Shows what a run has logged, oldest first.", "lines", limit: 100)
    {
        _id = NameArgument.OfRun(tool);
        Add(_id);
        AddPaging();
    }

    protected override string PathOf(ParseResult parsed, Query query) => ApiPath.Of($"runs/{parsed.GetValue(_id)}/logs");

    protected override void Show(Screen screen, IReadOnlyList<LogLine> rows)
    {
        foreach (var line in rows)
        {
            screen.Line($"{screen.Times.Clock(line.At)} {line.Level,-11} {(line.Step is null ? "" : $"[{line.Step}] ")}{line.Message}");
            if (line.Exception is { } exception)
            {
                screen.Line(exception);
            }
        }
    }

    internal sealed record LogLine(DateTimeOffset At, string Level, string Message, string? Step, int Attempt, string? Exception);
}
