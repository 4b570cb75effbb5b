using System.CommandLine;
using System.Net;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;

namespace Redflow.Cli.Events;

/// <summary><c>redflow events emit</c>.</summary>
internal sealed class EmitEvent : ApiCommand
{
    private readonly Argument<string> _name = new("name") { Description = "The event's name." };
    private readonly JsonArgument _payload = new("payload", "What it carries");
    private readonly Option<string?> _key = Values.Text("--key", "The correlation key.", "key");
    private readonly Option<string?> _idempotencyKey =
        Values.IdempotencyKey("While an event of this name and key with it is kept, it is the answer, and no second one is made.");

    public EmitEvent(Tool tool)
        : base(tool, "emit", "Emits an event, and prints its id.")
    {
        Add(_name);
        Add(_payload);
        Add(_key);
        Add(_idempotencyKey);
    }

    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var body = JsonBody.Of(
            ("name", parsed.GetValue(_name)), ("key", parsed.GetValue(_key)), ("payload", await _payload.ReadAsync(parsed, session.Around, cancellationToken)));
        var reply = await session.Api.SendAsync(
            HttpMethod.Post, ApiPath.Of($"events"), body, cancellationToken, parsed.GetValue(_idempotencyKey));
        var emitted = reply.Read<Event>();
        if (reply.Status == HttpStatusCode.OK)
        {
            session.Screen.Note($"Event {emitted.Id} has the idempotency key already.");
        }

        return session.Say(reply, emitted.Id);
    }
}
