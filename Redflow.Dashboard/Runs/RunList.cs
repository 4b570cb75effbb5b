using Redflow.Dashboard.Queries;
using Redflow.Runs;

namespace Redflow.Dashboard.Runs;

/// <summary>What a search finds.</summary>
/// <param name="Search">The search.</param>
/// <param name="Page">The runs.</param>
/// <param name="IsFirst">Whether these are the newest that match.</param>
/// <param name="Stats">Counts, where they hold for what is listed.</param>
/// <param name="Views">The searches that the viewer has saved.</param>
internal sealed record RunList(RunSearch Search, RunPage Page, bool IsFirst, RunStats? Stats, IReadOnlyList<SavedView> Views);
