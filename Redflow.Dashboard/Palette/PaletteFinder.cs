using Redflow.Client;
using Redflow.Dashboard.Queries;
using Redflow.Dashboard.Redaction;
using Redflow.Dashboard.Schedules;
using Redflow.Runs;

namespace Redflow.Dashboard.Palette;

/// <summary>Finds what somebody has written into the palette: runs by id, workflows and schedules by a part of their name, and what is a search as it is.</summary>
internal sealed class PaletteFinder(RedflowClient client, NameReader names, Veil veil, TimeProvider time)
{
    /// <summary>The longest text that is looked for.</summary>
    public const int MaxLength = 200;

    /// <summary>How many of a kind are found.</summary>
    private const int Most = 8;

    public async Task<IReadOnlyList<PaletteHit>> FindAsync(string text, DashboardViewer viewer, CancellationToken cancellationToken)
    {
        text = text.Trim();
        if (text.Length is 0 or > MaxLength)
        {
            return [];
        }

        var runs = veil.Cover(new RunPage(await FindRunsAsync(text.ToLowerInvariant(), cancellationToken), null), viewer).Runs;
        var stored = veil.Cover(await names.ReadAsync(cancellationToken), viewer);
        return
        [
            .. runs.Select(run => new PaletteHit("Runs", run.Workflow, run.Id.ToString(), $"runs/{run.Id}", run.Status.ToWord())),
            .. Best(stored.Workflows, workflow => workflow.Name, text).Select(workflow => new PaletteHit("Workflows", workflow.Name, $"queue {workflow.Queue}", $"workflows/{workflow.Name}")),
            .. Best(stored.Schedules, schedule => schedule.Id, text).Select(schedule => new PaletteHit("Schedules", schedule.Id, schedule.Workflow, ScheduleState.PathOf(schedule.Id))),
            .. FindSearch(text),
        ];
    }

    /// <summary>Those with all words of a text in their name, what begins with it first.</summary>
    private static IEnumerable<T> Best<T>(IEnumerable<T> all, Func<T, string> nameOf, string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return all.Select(one => (One: one, Name: nameOf(one)))
            .Where(named => named.Name != Redactor.Mark && Array.TrueForAll(words, word => named.Name.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(named => !named.Name.StartsWith(text, StringComparison.OrdinalIgnoreCase))
            .ThenBy(named => named.Name, StringComparer.Ordinal)
            .Take(Most)
            .Select(named => named.One);
    }

    /// <summary>A whole id is looked up. The beginning of one is listed, within the time that it tells: a child or a tick that was made long behind that is found by its whole id.</summary>
    private async Task<IReadOnlyList<RunSummary>> FindRunsAsync(string text, CancellationToken cancellationToken)
    {
        if (RunId.TryParse(text, null, out var id))
        {
            return await client.FindRunAsync(id, cancellationToken) is { } run ? [run] : [];
        }

        return IdPrefix.Read(text, time.GetUtcNow()) is { } prefix
            ? (await client.ListRunsAsync(new() { IdPrefix = prefix.Text, CreatedFrom = prefix.From, CreatedBefore = prefix.Before, Limit = Most }, cancellationToken)).Runs
            : [];
    }

    private IEnumerable<PaletteHit> FindSearch(string text) =>
        text.Contains(':', StringComparison.Ordinal) && RunSearch.Parse(text, time.GetUtcNow()).Mistakes.Count == 0
            ? [new("Search", $"Runs with {text}", null, $"runs?q={Uri.EscapeDataString(text)}")]
            : [];
}
