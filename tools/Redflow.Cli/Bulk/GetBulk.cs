using System.CommandLine;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;
using Redflow.Cli.Terminal;

namespace Redflow.Cli.Bulk;

/// <summary><c>redflow bulk get</c>.</summary>
internal sealed class GetBulk : ApiCommand
{
    private readonly Argument<string> _id;

    public GetBulk(Tool tool)
        : base(tool, "get", "Shows a bulk operation and what it has come to.")
    {
        _id = NameArgument.OfBulk(tool);
        Add(_id);
    }

    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken) => session.Show<BulkOperation>(
        await session.Api.GetAsync(ApiPath.Of($"bulk/{parsed.GetValue(_id)}"), cancellationToken),
        bulk => session.Screen.Details(
            ("Id", bulk.Id),
            ("Operation", bulk.Operation),
            ("Runs", bulk.Runs),
            ("Reason", bulk.Reason),
            ("Status", Cell.OfStatus(bulk.Status)),
            ("Progress", bulk.Progress is { } progress ? $"{progress.Fraction * 100:0} % {progress.Message}" : null),
            ("Matching", bulk.Matching?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("Changed", $"{bulk.Changed}"),
            ("Skipped", $"{bulk.Skipped}"),
            ("Started", session.Screen.Times.Of(bulk.CreatedAt)),
            ("Finished", session.Screen.Times.Of(bulk.FinishedAt)),
            ("Aborted", bulk.AbortReason),
            ("Error", bulk.Error?.ToString())));
}
