var builder = Host.CreateApplicationBuilder(args);
builder.AddServiceDefaults();
builder.AddRedflowScheduler("redis");

await builder.Build().RunAsync();
