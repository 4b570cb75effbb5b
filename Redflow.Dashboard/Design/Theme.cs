using Microsoft.AspNetCore.Http;

namespace Redflow.Dashboard.Design;

/// <summary>Whether pages are light or dark: as who looks has chosen, in this browser, by the switch in the bar or in the settings.</summary>
internal static class Theme
{
    /// <summary>What stands for no choice: it is as the system is.</summary>
    public const string OfSystem = "system";

    public const string Light = "light";
    public const string Dark = "dark";

    /// <summary>The switch, which is a script, writes the same one.</summary>
    private const string Cookie = "redflow-theme";

    /// <summary>Finds what was chosen; null for nothing.</summary>
    public static string? Find(HttpContext context) => context.Request.Cookies[Cookie] switch { Dark => Dark, Light => Light, _ => null };

    /// <summary>Keeps a choice for a year, or forgets it.</summary>
    public static void Choose(HttpContext context, string? theme)
    {
        var options = new CookieOptions { Path = PageDepth.BaseOf(context), SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, IsEssential = true };
        if (theme is Light or Dark)
        {
            options.MaxAge = TimeSpan.FromDays(365);
            context.Response.Cookies.Append(Cookie, theme, options);
        }
        else
        {
            context.Response.Cookies.Delete(Cookie, options);
        }
    }
}
