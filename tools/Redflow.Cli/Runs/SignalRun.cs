using System.CommandLine;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;

namespace Redflow.Cli.Runs;

/// <summary><c>redflow runs signal</c>.</summary>
internal sealed class SignalRun : ApiCommand
{
    private readonly Argument<string> _id;
    private readonly Argument<string> _name = new("name") { Description = "The signal's name." };
    private readonly JsonArgument _payload = new("payload", "What it carries");
    private readonly Option<string?> _idempotencyKey = Values.IdempotencyKey("The run gets a signal with the same key once.");

    public SignalRun(Tool tool)
        : base(tool, "signal", "Gives a run a signal: a step that waits for it gets it, now or later.")
    {
        _id = NameArgument.OfRun(tool);
        Add(_id);
        Add(_name);
        Add(_payload);
        Add(_idempotencyKey);
    }

    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var (id, name) = (parsed.GetValue(_id), parsed.GetValue(_name));
        var body = JsonBody.Of(("name", name), ("payload", await _payload.ReadAsync(parsed, session.Around, cancellationToken)));
        var reply = await session.Api.SendAsync(
            HttpMethod.Post, ApiPath.Of($"runs/{id}/signal"), body, cancellationToken, parsed.GetValue(_idempotencyKey));
        return session.Say(reply, $"Run {id} has signal '{name}'.");
    }
}
