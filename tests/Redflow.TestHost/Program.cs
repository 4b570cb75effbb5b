using Redflow.TestHost;

// A worker or a scheduler, as its configuration says, for tests that kill processes.
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.ClearProviders();
if (builder.Configuration["ledger"] is { } folder)
{
    builder.AddRedflowWorker("redis").AddLedgerWorkflows(new(folder));
}
else
{
    builder.AddRedflowScheduler("redis");
}

await builder.Build().RunAsync();
