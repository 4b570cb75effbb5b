var builder = DistributedApplication.CreateBuilder(args);

var service = builder.AddProject<Projects.SampleService>("service")
    .WithHttpHealthCheck("/health")
    .WithExternalHttpEndpoints();

var answer = builder.AddParameter("answer", "42");

builder.AddProject<Projects.SampleService>("caller")
    .WithReference(service)
    .WithEnvironment("ANSWER", answer)
    .WithHttpHealthCheck("/health")
    .WaitFor(service);

builder.Build().Run();
