using Redflow.Worker.Samples;

var builder = Host.CreateApplicationBuilder(args);

builder.AddServiceDefaults();
builder.Services.AddSamples();
builder.AddRedflowWorker("redis").AddWorkflowsFromAssembly(typeof(Program).Assembly);

await builder.Build().RunAsync();
