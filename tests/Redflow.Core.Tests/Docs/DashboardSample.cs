using System.Net;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Docs;

/// <summary>The code of docs/how-to/dashboard.md, run.</summary>
public sealed class DashboardSample
{
    [Fact]
    public async Task The_dashboard_is_for_those_whom_the_app_lets_in()
    {
        var builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0", "--ConnectionStrings:redis=memory://"]);
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
        builder.Services.AddAuthorization();
        await using var app = Build(builder);
        await app.StartAsync().Bounded();
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(app.Urls.Single()), Timeout = Wait.Limit };

        using var response = await http.GetAsync(new Uri("/redflow", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/Account/Login", response.Headers.Location!.AbsolutePath);
    }

    private static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.AddRedflowClient("redis");
        builder.AddRedflowDashboard(dashboard => dashboard.Viewer = context =>
            new(context.User.Identity?.Name, CanChange: context.User.IsInRole("operations")));

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapRedflowDashboard("/redflow").RequireAuthorization();
        return app;
    }
}
