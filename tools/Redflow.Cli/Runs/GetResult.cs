using System.CommandLine;
using Redflow.Cli.Arguments;

namespace Redflow.Cli.Runs;

/// <summary><c>redflow runs result</c>.</summary>
internal sealed class GetResult : ApiCommand
{
    private readonly Argument<string> _id;
    private readonly WaitOptions _wait = new();

    public GetResult(Tool tool)
        : base(tool, "result", "Prints the output of a run that succeeded. How it ended is the exit code.")
    {
        _id = NameArgument.OfRun(tool);
        Add(_id);
        _wait.AddTo(this);
    }

    protected override Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken) =>
        new RunEnd(session, parsed.GetValue(_id)!, _wait.Waits(parsed) ? _wait.AtMost(parsed) : TimeSpan.Zero).ShowAsync(cancellationToken);
}
