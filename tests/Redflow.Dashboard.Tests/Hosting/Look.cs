using Microsoft.Playwright;

namespace Redflow.Dashboard.Tests.Hosting;

/// <summary>What a window makes of a page that has come: its theme and its width. The server knows of neither.</summary>
internal readonly record struct Look(bool IsDark, bool IsNarrow)
{
    /// <summary>Both themes, in a wide window and on a phone.</summary>
    public static IReadOnlyList<Look> All { get; } = [new(false, false), new(true, false), new(false, true), new(true, true)];

    public int Width => IsNarrow ? 360 : 1280;

    public ColorScheme Scheme => IsDark ? ColorScheme.Dark : ColorScheme.Light;

    public string Theme => IsDark ? "dark" : "light";

    public override string ToString() => $"{Theme}, {Width} px";
}
