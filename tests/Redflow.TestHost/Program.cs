using Redflow.TestHost;

// A worker or a scheduler, as its configuration says, for tests that kill processes.
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.ClearProviders();
using var ledger = builder.Configuration["ledger"] is { } folder ? new Ledger(folder) : null;
if (ledger is not null)
{
    builder.AddRedflowWorker("redis").AddLedgerWorkflows(ledger);
}
else
{
    builder.AddRedflowScheduler("redis");
}

await builder.Build().RunAsync();
