using Microsoft.Extensions.Options;
using Redflow.Api.Audit;
using Redflow.Api.Auth;
using Redflow.Dashboard;
using Redflow.Dashboard.Access;

namespace Redflow.Api.Web;

/// <summary>The dashboard at the root of the API. The API's gate stands before it, and its changes stand in the audit log, as with all that is served here.</summary>
internal static class DashboardPages
{
    public static void AddDashboard(this WebApplicationBuilder builder)
    {
        builder.AddRedflowDashboard();
        builder.Services.AddOptions<RedflowDashboardOptions>().Configure<IOptions<ApiOptions>>((dashboard, api) =>
        {
            dashboard.Viewer = ViewerOf;
            dashboard.SignOutPath = SignIn.OutPath;
            dashboard.ApiPath = "/api/v1";
            foreach (var path in api.Value.Redact)
            {
                dashboard.Redact.Add(path);
            }
        });
    }

    public static void MapDashboard(this WebApplication app)
    {
        app.MapSignIn();
        var dashboard = app.MapRedflowDashboard("/");
        dashboard.WithMetadata(new GuardedByHost(), new Sessions.Forms());
        dashboard.AddEndpointFilter<IEndpointConventionBuilder, AuditFilter>();
    }

    /// <summary>Where nobody has to say who they are, everybody may do everything.</summary>
    private static DashboardViewer ViewerOf(HttpContext context) => context.Features.Get<Caller>() is { } caller
        ? new(caller.Name, CanChange: caller.Role >= ApiRole.Operator, SeesAll: caller.Role != ApiRole.Reader)
        : new(null);
}
