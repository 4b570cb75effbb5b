using System.CommandLine;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;
using Redflow.Cli.Terminal;

namespace Redflow.Cli;

/// <summary>A command that shows a page of a list.</summary>
internal abstract class PagedCommand<TRow> : ApiCommand
{
    private readonly string _member;
    private readonly Option<int> _limit;
    private readonly Option<string?> _cursor = new("--cursor") { Description = "Goes on behind a page: the page before says with what.", HelpName = "cursor" };

    /// <param name="tool">The tool.</param>
    /// <param name="name">The command's name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="member">The member of the answer that has the rows.</param>
    /// <param name="limit">How many rows a page has unless it is said.</param>
    protected PagedCommand(Tool tool, string name, string description, string member, int limit = 50)
        : base(tool, name, description)
    {
        _member = member;
        _limit = Values.Whole("--limit", "How many rows to show.", 1, 500);
        _limit.Description += $" Default: {limit}.";
        _limit.DefaultValueFactory = _ => limit;
    }

    /// <summary>Where the list is, and its filters.</summary>
    protected abstract string PathOf(ParseResult parsed, Query query);

    protected abstract void Show(Screen screen, IReadOnlyList<TRow> rows);

    /// <summary>Adds the options of the page, behind those of the command.</summary>
    protected void AddPaging()
    {
        Add(_limit);
        Add(_cursor);
    }

    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var query = new Query();
        var path = PathOf(parsed, query);
        query.Add("limit", $"{parsed.GetValue(_limit)}");
        query.Add("cursor", parsed.GetValue(_cursor));
        var reply = await session.Api.GetAsync(path + query, cancellationToken);
        if (session.Json)
        {
            session.Screen.Json(reply.Text);
            return ExitCode.Success;
        }

        var (rows, next) = reply.ReadPage<TRow>(_member);
        Show(session.Screen, rows);
        if (next is not null)
        {
            session.Screen.Note($"There may be more: --cursor {next}");
        }

        return ExitCode.Success;
    }
}
