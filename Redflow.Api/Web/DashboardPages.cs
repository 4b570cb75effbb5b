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
            dashboard.Account = AccountOf;
            dashboard.Keys = KeysFor;
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
        ? new(caller.Shown, CanChange: caller.Role >= ApiRole.Operator, SeesAll: caller.Role != ApiRole.Reader, SeesAudit: caller.Role == ApiRole.Admin)
        : new(null, SeesAudit: true);

    private static Account? AccountOf(HttpContext context) => (context.Features.Get<Caller>(), context.Features.Get<Session>()) switch
    {
        (null, _) => null,
        ({ } caller, null) => new(caller.Name, caller.Role.ToWord(), "a key or token that each request is sent with", Until: null),
        ({ } caller, { } session) => new(caller.Name, caller.Role.ToWord(), session.Issuer ?? "an API key", session.Until),
    };

    private static IReadOnlyList<ListedKey>? KeysFor(HttpContext context) => context.Features.Get<Caller>()?.Role == ApiRole.Admin
        ? [.. context.RequestServices.GetRequiredService<KeyRing>().Callers.Select(key => new ListedKey(key.Name, key.Role.ToWord()))]
        : null;
}
