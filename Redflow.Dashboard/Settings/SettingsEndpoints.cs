using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Redflow.Dashboard.Access;
using Redflow.Dashboard.Design;

namespace Redflow.Dashboard.Settings;

/// <summary>Who looks, how pages look, and what they run on.</summary>
internal static class SettingsEndpoints
{
    /// <summary>The field of the form with the theme.</summary>
    public const string ThemeField = "theme";

    public static void MapSettings(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/settings", ShowAsync).WithMetadata(new PageDepth(1));
        pages.MapPost("/settings/theme", ChooseAsync).WithMetadata(new PageDepth(2), new OwnChoice()).AddEndpointFilter<FormsOnly>();
    }

    /// <summary><c>GET {dashboard}/settings</c>.</summary>
    private static async Task<IResult> ShowAsync(SettingsReader reader, HttpContext context) =>
        Pages.Show<SettingsPage, ShownSettings>(context, PageFrame.Of(context), await reader.ReadAsync(context));

    /// <summary><c>POST {dashboard}/settings/theme</c>: a choice of this browser's alone.</summary>
    private static async Task<IResult> ChooseAsync(HttpContext context, CancellationToken cancellationToken)
    {
        Theme.Choose(context, (await context.Request.ReadFormAsync(cancellationToken))[ThemeField]);
        return SeeOther.Page(context, "settings", Notices.ThemeChosen);
    }
}
