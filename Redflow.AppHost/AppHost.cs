using Redflow.AppHost;
using Redflow.AppHost.Redis;

var builder = DistributedApplication.CreateBuilder(args);

var redis = builder.AddRedisOfChoice("redis");

var api = builder.AddProject<Projects.Redflow_Api>("api")
    .WithReference(redis)
    .WaitFor(redis)
    .WithHttpHealthCheck("/alive") // /health takes a key once one is configured
    .WithExternalHttpEndpoints();

var scheduler = builder.AddProject<Projects.Redflow_Scheduler>("scheduler")
    .WithReference(redis)
    .WaitFor(redis);

var worker = builder.AddProject<Projects.Redflow_Worker>("worker")
    .WithReference(redis)
    .WaitFor(redis)
    .WithReplicas(2)
    .WithSampleFolder();

builder.AddBanner(redis, api, scheduler, worker);

builder.Build().Run();
