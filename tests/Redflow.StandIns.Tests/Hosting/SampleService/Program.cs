var app = WebApplication.CreateBuilder(args).Build();

app.MapGet("/health", () => "healthy");
app.MapGet("/environment/{name}", (string name) => Environment.GetEnvironmentVariable(name) ?? "");

app.Run();
