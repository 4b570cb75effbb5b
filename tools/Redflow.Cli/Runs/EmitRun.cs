using System.CommandLine;
using System.Net;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;

namespace Redflow.Cli.Runs;

/// <summary><c>redflow runs emit</c>.</summary>
internal sealed class EmitRun : ApiCommand
{
    // The API may hold an emit back while a queue is full.
    private static readonly TimeSpan LongestWaitForRoom = TimeSpan.FromSeconds(60);

    private readonly Argument<string> _workflow;
    private readonly JsonArgument _input = new("input", "The input");
    private readonly EmitOptions _options = new();
    private readonly WaitOptions _wait = new();

    public EmitRun(Tool tool)
        : base(tool, "emit", "Emits a run, and prints its id, or with --wait its output.")
    {
        _workflow = NameArgument.OfWorkflow(tool);
        Add(_workflow);
        Add(_input);
        _options.AddTo(this);
        _wait.AddTo(this);
    }

    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = ApiPath.Of($"workflows/{parsed.GetValue(_workflow)}/runs") + _options.ToQuery(parsed);
        var input = await _input.ReadAsync(parsed, session.Around, cancellationToken);
        var reply = await session.Api.SendAsync(
            HttpMethod.Post, path, input, cancellationToken, _options.IdempotencyKeyOf(parsed), LongestWaitForRoom);
        var run = reply.Read<RunRow>();
        if (reply.Status == HttpStatusCode.OK)
        {
            session.Screen.Note($"Run {run.Id} has the idempotency key already.");
        }

        if (!_wait.Waits(parsed))
        {
            return session.Say(reply, run.Id);
        }

        session.Outage.End();
        session.Screen.Note($"Run {run.Id} is {run.Status}.");
        return await new RunEnd(session, run.Id, _wait.AtMost(parsed)).ShowAsync(cancellationToken);
    }
}
