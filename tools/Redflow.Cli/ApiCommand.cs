using System.CommandLine;

namespace Redflow.Cli;

/// <summary>A command that talks to the API.</summary>
internal abstract class ApiCommand : Command
{
    protected ApiCommand(Tool tool, string name, string description)
        : base(name, description) => SetAction(async (parsed, cancellationToken) =>
        {
            using var session = tool.Open(parsed);
            try
            {
                return (int)await RunAsync(session, parsed, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return (int)ExitCode.Interrupted;
            }
        });

    protected abstract Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken);
}
