using Redflow.Client;
using Redflow.Runs;

namespace Redflow.Dashboard.Queries;

/// <summary>Reads searches, and finds what they mean.</summary>
internal sealed class RunFinder(RedflowClient client)
{
    /// <summary>How many fingerprints a mistake names that begin alike.</summary>
    private const int MaxAlike = 5;

    /// <summary>Reads a search. A fingerprint that is told by its beginning is looked up among the failures that are kept.</summary>
    public async Task<RunSearch> ReadAsync(string? text, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var search = RunSearch.Parse(text, now);
        if (search.FingerprintPrefix is not { } prefix)
        {
            return search;
        }

        var alike = await client.ListFailuresAsync(new() { FingerprintPrefix = prefix, Limit = MaxAlike }, cancellationToken);
        return alike is { Groups: [var only], IsCut: false }
            ? search with { Query = search.Query with { Fingerprint = only.Fingerprint } }
            : search with { Mistakes = [.. search.Mistakes, Mistake(prefix, alike)] };
    }

    /// <summary>Finds a page of runs. A place that is none of this list begins it again: somebody has changed the address.</summary>
    public async Task<RunPage> FindAsync(RunQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await client.ListRunsAsync(query, cancellationToken);
        }
        catch (ArgumentException exception) when (exception.ParamName == nameof(RunQuery.Cursor))
        {
            return await client.ListRunsAsync(query with { Cursor = null }, cancellationToken);
        }
    }

    private static string Mistake(string prefix, FailurePage alike) => alike.Groups.Count == 0
        ? $"No failure is kept whose fingerprint begins with {prefix}."
        : $"Several failures begin with {prefix}: {string.Join(", ", alike.Groups.Select(group => group.Fingerprint))}{(alike.IsCut ? " and more" : "")}. Write more of it.";
}
