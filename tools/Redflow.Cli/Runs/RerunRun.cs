using System.CommandLine;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;

namespace Redflow.Cli.Runs;

/// <summary><c>redflow runs rerun</c>.</summary>
internal sealed class RerunRun : ApiCommand
{
    private readonly Argument<string> _id;
    private readonly JsonArgument _input = new("input", "The new run's input", "that of the other run");
    private readonly Option<string?> _fromStep = Values.Text("--from-step", "The step to begin at; what is before it is taken over. Default: the start.", "step");
    private readonly Option<string?> _idempotencyKey = Values.IdempotencyKey("The same command with the same key makes one run.");

    public RerunRun(Tool tool)
        : base(tool, "rerun", "Makes a new run of a run, and prints its id.")
    {
        _id = NameArgument.OfRun(tool);
        Add(_id);
        Add(_input);
        Add(_fromStep);
        Add(_idempotencyKey);
    }

    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var body = JsonBody.Of(("input", await _input.ReadAsync(parsed, session.Around, cancellationToken)), ("fromStep", parsed.GetValue(_fromStep)));
        var path = ApiPath.Of($"runs/{parsed.GetValue(_id)}/rerun");
        var reply = await session.Api.SendAsync(HttpMethod.Post, path, body, cancellationToken, parsed.GetValue(_idempotencyKey));
        return session.Show<RunRow>(reply, run => session.Screen.Line(run.Id));
    }
}
