using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Redflow.Dashboard.Design;

/// <summary>What charts are made of.</summary>
internal static class Svg
{
    /// <summary>A length or a place.</summary>
    public static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A label of an axis, of digits and units alone: it is not encoded. Razor takes a text element for one of its own.</summary>
    public static MarkupString Label(double x, double y, string text) => new($"<text class=\"axis\" x=\"{Number(x)}\" y=\"{Number(y)}\">{text}</text>");
}
