namespace Redflow.Dashboard.Palette;

/// <summary>Something that the palette leads to.</summary>
/// <param name="Group">What it is among: the heading that it stands under.</param>
/// <param name="Title">Its name.</param>
/// <param name="Detail">What tells it from others; null for nothing.</param>
/// <param name="Path">Where it is, below the dashboard's path.</param>
/// <param name="Status">The word of a run's status; null for what has none.</param>
internal sealed record PaletteHit(string Group, string Title, string? Detail, string Path, string? Status = null);
