using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Redflow.Client;
using Redflow.Testing;

namespace Redflow.Dashboard.Tests.Hosting;

/// <summary>An app that is not ours, with the dashboard at <c>/ops</c>, over an empty store in memory.</summary>
internal sealed class MemoryApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private MemoryApp(WebApplication app) => _app = app;

    public RedflowClient Client => _app.Services.GetRequiredService<RedflowClient>();

    public static async Task<MemoryApp> StartAsync(string environment, Action<IEndpointConventionBuilder> configure)
    {
        var builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0", $"--environment={environment}", "--ConnectionStrings:redis=memory://", $"--Aspire:Redflow:Client:Prefix=test-{Guid.NewGuid():N}"]);
        builder.AddRedflowClient("redis");
        builder.AddRedflowDashboard();
        var app = builder.Build();
        configure(app.MapRedflowDashboard("/ops"));
        await app.StartAsync().Bounded();
        return new(app);
    }

    public async Task<(HttpStatusCode Status, string Text)> AskAsync(string path, string? host = null)
    {
        using var http = new HttpClient { BaseAddress = new(_app.Urls.Single()), Timeout = Wait.Limit };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Host = host;
        using var response = await http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
