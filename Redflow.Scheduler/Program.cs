var builder = Host.CreateApplicationBuilder(args);
builder.AddServiceDefaults();
builder.AddRedisClient("redis");
builder.AddRedflowScheduler("redis");

await builder.Build().RunAsync();
