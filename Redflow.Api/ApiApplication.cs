using Redflow.Api.Auth;
using Redflow.Api.Requests;
using Redflow.Api.Runs;
using Redflow.Api.Stats;
using Redflow.Api.Workflows;

namespace Redflow.Api;

/// <summary>The whole application, as <c>Program</c> runs it and as tests start it.</summary>
internal static class ApiApplication
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddServiceDefaults();
        builder.AddRedisClient("redis");
        builder.AddRedflowClient("redis");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = JsonBody.ServerLimit;
        });
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<ExceptionProblems>();
        builder.AddAnonymousAccess();

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages(page => TypedResults.Problem(Problems.ForStatus(page.HttpContext)).ExecuteAsync(page.HttpContext));
        app.UseAnonymousAccess();
        app.MapDefaultEndpoints();
        var api = app.MapGroup("/api/v1");
        api.MapRuns();
        api.MapWorkflows();
        api.MapStats();
        return app;
    }
}
