using System.CommandLine;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;
using Redflow.Cli.Terminal;

namespace Redflow.Cli.Events;

/// <summary><c>redflow events list</c>.</summary>
internal sealed class ListEvents : PagedCommand<Event>
{
    private readonly Option<string?> _name = Values.Text("--name", "Only events of this name.", "name");

    public ListEvents(Tool tool)
        : base(tool, "list", "Lists events, newest first.", "events")
    {
        Add(_name);
        AddPaging();
    }

    protected override string PathOf(ParseResult parsed, Query query)
    {
        query.Add("name", parsed.GetValue(_name));
        return ApiPath.Of($"events");
    }

    protected override void Show(Screen screen, IReadOnlyList<Event> rows) => screen.Table(rows,
    [
        new("id", row => row.Id),
        new("name", row => row.Name),
        new("key", row => row.Key),
        new("emitted", row => screen.Times.Of(row.CreatedAt)),
        new("started", row => $"{row.StartedCount}"),
        new("released", row => $"{row.ReleasedCount}"),
    ]);
}
