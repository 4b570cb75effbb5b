using Redflow.Dashboard.Queries;
using Redflow.Dashboard.Redaction;
using Redflow.Runs;

namespace Redflow.Dashboard.Exports;

/// <summary>What an export writes: the runs that a search finds, newest first, without payloads, as this viewer sees them.</summary>
/// <param name="finder">Reads the pages.</param>
/// <param name="veil">Hides what the viewer does not see.</param>
internal sealed class RunExport(RunFinder finder, Veil veil)
{
    /// <summary>The most runs that an export has.</summary>
    public const int MaxRuns = 10_000;

    /// <summary>How many pages it reads: one may be empty, where hardly any run matches.</summary>
    private const int MaxPages = 2_000;

    /// <summary>Reads the first page.</summary>
    public Task<RunPage> BeginAsync(RunQuery query, CancellationToken cancellationToken) =>
        finder.FindAsync(query with { Limit = RunQuery.MaxLimit, Cursor = null }, cancellationToken);

    /// <summary>Writes all pages, the first one as it was read.</summary>
    /// <param name="query">Which runs.</param>
    /// <param name="first">The first page.</param>
    /// <param name="viewer">Who looks.</param>
    /// <param name="write">Writes a page.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Whether there are more runs than an export has; null when that was not found out, since too much was looked at.</returns>
    public async Task<bool?> WriteAsync(RunQuery query, RunPage first, DashboardViewer viewer, Func<IReadOnlyList<RunSummary>, Task> write, CancellationToken cancellationToken)
    {
        var (page, left) = (first, MaxRuns);
        for (var pages = 1; pages <= MaxPages; pages++)
        {
            var runs = page.Runs.Take(left).ToArray();
            await write(veil.Cover(page with { Runs = runs }, viewer).Runs);
            left -= runs.Length;
            if (page.NextCursor is null || left == 0)
            {
                return page.NextCursor is not null || runs.Length < page.Runs.Count;
            }

            page = await finder.FindAsync(query with { Limit = RunQuery.MaxLimit, Cursor = page.NextCursor }, cancellationToken);
        }

        return null;
    }
}
