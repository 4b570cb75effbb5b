using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Redflow.Api.Audit;
using Redflow.Api.Auth;
using Redflow.Api.Bulk;
using Redflow.Api.Events;
using Redflow.Api.OpenApi;
using Redflow.Api.Queues;
using Redflow.Api.Redaction;
using Redflow.Api.Requests;
using Redflow.Api.Runs;
using Redflow.Api.Schedules;
using Redflow.Api.Stats;
using Redflow.Api.Stream;
using Redflow.Api.Web;
using Redflow.Api.Workers;
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
        builder.AddAccess();
        builder.Services.AddSingleton<AuditLog>();
        builder.AddStream();
        builder.Services.AddApiDocument();
        builder.AddDashboard();

        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages(page => TypedResults.Problem(Problems.ForStatus(page.HttpContext)).ExecuteAsync(page.HttpContext));
        app.UseCrossOrigin();
        app.UseAccess();
        app.UseDocsPage();
        app.MapDefaultEndpoints();
        app.MapProblems();
        app.MapApiDocument();
        app.MapDashboard();
        var api = app.MapGroup("/api/v1");
        api.NoteChanges();
        api.RefuseChangesOfEngineNames();
        api.AddEndpointFilter<RouteGroupBuilder, RedactionFilter>();
        api.MapRuns();
        api.MapBulk();
        api.MapSchedules();
        api.MapWorkflows();
        api.MapQueues();
        api.MapEvents();
        api.MapWorkers();
        api.MapStats();
        api.MapAudit();
        api.MapStream();
        return app;
    }
}
