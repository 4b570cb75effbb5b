using System.Net;
using Microsoft.AspNetCore.Builder;
using Redflow.Dashboard.Tests.Hosting;

namespace Redflow.Dashboard.Tests.Access;

/// <summary>The dashboard in an app that is not ours, over a store in memory.</summary>
public sealed class MappedElsewhereTests
{
    [Fact]
    public async Task It_is_closed_until_the_app_says_who_may_see_it()
    {
        await using var app = await MemoryApp.StartAsync("Production", _ => { });

        var (status, text) = await app.AskAsync("/ops");

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("RequireAuthorization", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_open_to_all_where_the_app_says_so()
    {
        await using var app = await MemoryApp.StartAsync("Production", dashboard => dashboard.AllowAnonymous());

        var (status, text) = await app.AskAsync("/ops");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("<base href=\"/ops/\"", text, StringComparison.Ordinal);
        Assert.Contains("There are no runs yet", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/ops/runs", null, HttpStatusCode.OK)]
    [InlineData("/ops/workers/", null, HttpStatusCode.OK)]
    [InlineData("/ops/runs", "redflow.example", HttpStatusCode.Forbidden)]
    [InlineData("/ops/live", "redflow.example", HttpStatusCode.Forbidden)]
    public async Task In_development_it_answers_this_machine(string path, string? host, HttpStatusCode expected)
    {
        await using var app = await MemoryApp.StartAsync("Development", _ => { });

        var (status, text) = await app.AskAsync(path, host);

        Assert.Equal(expected, status);
        Assert.Equal(expected == HttpStatusCode.OK, text.Contains("<base href=\"/ops/\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_has_no_audit_log_where_the_app_does_not_say_who_sees_it()
    {
        await using var app = await MemoryApp.StartAsync("Production", dashboard => dashboard.AllowAnonymous());

        var (status, text) = await app.AskAsync("/ops/audit");

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.DoesNotContain("href=\"audit\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_services_have_to_be_added()
    {
        await using var app = WebApplication.CreateBuilder().Build();

        var refused = Assert.Throws<InvalidOperationException>(() => app.MapRedflowDashboard("/ops"));

        Assert.Contains("AddRedflowDashboard", refused.Message, StringComparison.Ordinal);
    }
}
