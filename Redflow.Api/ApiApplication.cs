using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Redflow.Api.Auth;
using Redflow.Api.Requests;
using Redflow.Api.Runs;
using Redflow.Api.Schedules;
using Redflow.Api.Stats;
using Redflow.Api.Stream;
using Redflow.Api.Workflows;
using Redflow.Payloads;

namespace Redflow.Api;

/// <summary>The whole application, as <c>Program</c> runs it and as tests start it.</summary>
internal static class ApiApplication
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddServiceDefaults();
        builder.AddRedflowClient("redis");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IOptions<RedflowPayloadOptions>>((kestrel, payloads) =>
            kestrel.Limits.MaxRequestBodySize = JsonBody.ServerLimitFactor * payloads.Value.MaxInputBytes);
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<ExceptionProblems>();
        builder.AddAnonymousAccess();
        builder.AddStream();

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages(page => TypedResults.Problem(Problems.ForStatus(page.HttpContext)).ExecuteAsync(page.HttpContext));
        app.UseAnonymousAccess();
        app.MapDefaultEndpoints();
        var api = app.MapGroup("/api/v1");
        api.MapRuns();
        api.MapSchedules();
        api.MapWorkflows();
        api.MapStats();
        api.MapStream();
        return app;
    }
}
