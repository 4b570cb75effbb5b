using System.Text.Json;

// What bench/http.sh compares the Api with: the least that an ASP.NET endpoint does that reads JSON and answers some.
var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
var app = builder.Build();
app.MapPost("/runs", (JsonElement input) => TypedResults.Accepted("/runs/1", new { id = "1", input }));
app.Run();
