using System.CommandLine;
using System.Text.Json;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;

namespace Redflow.Cli.Events;

/// <summary><c>redflow events get</c>.</summary>
internal sealed class GetEvent : ApiCommand
{
    private readonly Argument<string> _id = NameArgument.OfEvent();

    public GetEvent(Tool tool)
        : base(tool, "get", "Shows an event, and the runs that it started or released.") => Add(_id);

    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken) => session.Show<Event>(
        await session.Api.GetAsync(ApiPath.Of($"events/{parsed.GetValue(_id)}"), cancellationToken),
        shown => session.Screen.Details(
            ("Id", shown.Id),
            ("Name", shown.Name),
            ("Key", shown.Key),
            ("Emitted", session.Screen.Times.Of(shown.CreatedAt)),
            ("Matched", shown.IsMatched ? "yes" : "no"),
            ("Started", string.Join(", ", shown.Started ?? [])),
            ("Released", string.Join(", ", shown.Released ?? [])),
            ("Payload", shown.Payload.ValueKind == JsonValueKind.Undefined ? null : shown.Payload.GetRawText())));
}
