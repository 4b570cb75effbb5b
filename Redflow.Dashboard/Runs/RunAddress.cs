using System.Globalization;
using Microsoft.AspNetCore.Http;
using Redflow.Runs;

namespace Redflow.Dashboard.Runs;

/// <summary>The address of a run's page: what of the run is looked at. All of it stands in the address, so that a page that is read again or passed on shows the same.</summary>
/// <param name="Run">The run.</param>
internal sealed record RunAddress(RunId Run)
{
    /// <summary>The most runs whose steps are unfolded.</summary>
    public const int MaxOpen = 20;

    private const string All = "all";

    /// <summary>The step whose details are shown; null for none.</summary>
    public string? Step { get; init; }

    /// <summary>The unfolded run that the step is of; null for the page's own.</summary>
    public RunId? Of { get; init; }

    /// <summary>The runs below this one whose steps are unfolded.</summary>
    public IReadOnlyList<RunId> Open { get; init; } = [];

    /// <summary>The number of the first step that is shown, from 1; null for the last ones.</summary>
    public int? First { get; init; }

    /// <summary>Whether all steps are shown, however many they are.</summary>
    public bool IsWhole { get; init; }

    /// <summary>What a link says, below the dashboard's path.</summary>
    public string Url
    {
        get
        {
            string?[] parts =
            [
                Step is null ? null : $"step={Uri.EscapeDataString(Step)}",
                Step is null || Of is null ? null : $"of={Of}",
                Open.Count == 0 ? null : $"open={string.Join(',', Open)}",
                IsWhole ? $"steps={All}" : First is { } first ? string.Create(CultureInfo.InvariantCulture, $"steps={first}") : null,
            ];
            return $"runs/{Run}{(parts.All(part => part is null) ? "" : "?")}{string.Join('&', parts.OfType<string>())}";
        }
    }

    /// <summary>Reads an address; what is none of these values is left out.</summary>
    public static RunAddress Read(RunId run, IQueryCollection query)
    {
        var steps = query["steps"].ToString();
        return new(run)
        {
            Step = query["step"].ToString() is { Length: > 0 } step ? step : null,
            Of = RunId.TryParse(query["of"].ToString(), null, out var of) && of != run ? of : null,
            Open = [.. query["open"].ToString().Split(',').Select(IdOf).OfType<RunId>().Distinct().Take(MaxOpen)],
            First = int.TryParse(steps, NumberStyles.None, CultureInfo.InvariantCulture, out var first) && first > 0 ? first : null,
            IsWhole = steps == All,
        };
    }

    /// <summary>The same page with a step's details, or without those when they are shown.</summary>
    public RunAddress Select(string step, RunId of) => (step, of) == (Step, Of ?? Run)
        ? this with { Step = null, Of = null }
        : this with { Step = step, Of = of == Run ? null : of };

    /// <summary>The same page with a run's steps unfolded, or folded when they are not.</summary>
    public RunAddress Turn(RunId child) => this with { Open = Open.Contains(child) ? [.. Open.Where(open => open != child)] : [.. Open.TakeLast(MaxOpen - 1), child] };

    private static RunId? IdOf(string text) => RunId.TryParse(text, null, out var id) ? id : null;
}
