using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Redflow.Testing;

namespace Redflow.Cli.Tests.Hosting;

/// <summary>Something that answers at the address of an API, for answers that the real one does not give at a test's wish.</summary>
internal sealed class FakeApi : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeApi(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    public static async Task<FakeApi> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Run(answer);
        await app.StartAsync().Bounded();
        return new(app);
    }

    /// <summary>Answers everything alike.</summary>
    public static Task<FakeApi> StartAsync(int status, string type, string body) => StartAsync(context =>
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, type);
        return context.Response.WriteAsync(body);
    });

    public Task<Said> RunAsync(params string[] args) => new Desk(Url).RunAsync(args);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
