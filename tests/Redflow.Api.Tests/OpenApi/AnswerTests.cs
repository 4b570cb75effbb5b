using System.Net;
using System.Text.Json.Nodes;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.OpenApi;

/// <summary>Holds what the API answers against what the OpenAPI document says that it does.</summary>
[Collection(ApiSuite.Name)]
public sealed class AnswerTests(ApiFixture fixture, NodeTools tools) : IClassFixture<NodeTools>
{
    private const string NoRun = "0123456789abcdefghjkm00";

    [SkippableFact]
    public async Task Every_answer_to_a_read_fits_its_schema()
    {
        Skip.If(tools.SkipReason is not null, tools.SkipReason);
        var document = await ServedDocument.ReadAsync(fixture.Http);
        var (schemas, paths) = (new AnswerSchemas(document), await PathsAsync());
        var reads = document.Operations.Where(operation => operation.Method == "GET" && operation.Id is not ("stream" or "getAlive")).ToArray();

        Assert.All(reads, read => Assert.Contains(read.Id, paths.Keys));
        foreach (var read in reads)
        {
            foreach (var path in paths[read.Id])
            {
                await schemas.AddAsync("GET", read.Path, await fixture.Http.AskAsync(path));
            }
        }

        await schemas.AssertAllFitAsync();
    }

    [SkippableFact]
    public async Task Every_answer_to_a_change_fits_its_schema()
    {
        Skip.If(tools.SkipReason is not null, tools.SkipReason);
        var schemas = new AnswerSchemas(await ServedDocument.ReadAsync(fixture.Http));
        var declined = await fixture.Http.EmitAsync(Samples.Decline, "\"order-6\"");
        await fixture.Http.EndAsync(declined);
        var gated = await fixture.Http.EmitAsync(Samples.Gated, "\"described\"");
        await fixture.Samples.GateOf("described").Reached.Task.WaitAsync(Testing.Wait.Limit);
        (string Template, string Path, string? Body)[] changes =
        [
            ("/api/v1/workflows/{name}/runs", $"/api/v1/workflows/{Samples.Greet}/runs?delay=1d", """{"name":"Ada"}"""),
            ("/api/v1/workflows/{name}/runs", $"/api/v1/workflows/{Samples.Greet}/runs", """{"name":7}"""),
            ("/api/v1/workflows/{name}/runs", "/api/v1/workflows/no-such/runs", "{}"),
            ("/api/v1/workflows/{name}/runs", $"/api/v1/workflows/{Samples.Greet}/runs?priority=x", "{}"),
            ("/api/v1/workflows/{name}/runs", $"/api/v1/workflows/{Samples.Greet}/runs", "{"),
            ("/api/v1/workflows/{name}/runs", "/api/v1/workflows/redflow.bulk/runs", "{}"),
            ("/api/v1/runs/{id}/cancel", $"/api/v1/runs/{declined}/cancel", """{"reason":"too late"}"""),
            ("/api/v1/runs/{id}/cancel", $"/api/v1/runs/{gated}/cancel", null),
            ("/api/v1/runs/{id}/retry", $"/api/v1/runs/{NoRun}/retry", null),
            ("/api/v1/runs/{id}/retry", $"/api/v1/runs/{declined}/retry", null),
            ("/api/v1/runs/{id}/rerun", $"/api/v1/runs/{declined}/rerun", """{"input":"order-7"}"""),
            ("/api/v1/runs/{id}/rerun", $"/api/v1/runs/{declined}/rerun", """{"fromStep":"no such"}"""),
            ("/api/v1/runs/{id}/signal", $"/api/v1/runs/{NoRun}/signal", """{"name":"approve"}"""),
            ("/api/v1/events", "/api/v1/events", """{"name":"described"}"""),
            ("/api/v1/events", "/api/v1/events", """{"name":7}"""),
            ("/api/v1/bulk", "/api/v1/bulk?preview=true", """{"operation":"cancel","filter":{"tag":"no such"}}"""),
            ("/api/v1/bulk", "/api/v1/bulk", """{"operation":"cancel","filter":{"tag":"no such"}}"""),
            ("/api/v1/bulk", "/api/v1/bulk", "{}"),
            ("/api/v1/workflows/{name}/resume", $"/api/v1/workflows/{Samples.Greet}/resume", null),
            ("/api/v1/queues/{name}/resume", "/api/v1/queues/default/resume", null),
            ("/api/v1/schedules/{id}/enable", "/api/v1/schedules/no-such/enable", null),
        ];

        foreach (var (template, path, body) in changes)
        {
            await schemas.AddAsync("POST", template, await fixture.Http.SendJsonAsync(path, body));
        }

        await schemas.AssertAllFitAsync();
    }

    [SkippableFact]
    public async Task Every_example_fits_its_schema()
    {
        Skip.If(tools.SkipReason is not null, tools.SkipReason);
        var document = await ServedDocument.ReadAsync(fixture.Http);
        var schemas = new AnswerSchemas(document);

        foreach (var (name, schema) in document.Json["components"]!["schemas"]!.AsObject())
        {
            foreach (var example in schema!["examples"]?.AsArray() ?? [])
            {
                schemas.Add(name, JsonNode.Parse($$"""{"$ref":"#/components/schemas/{{name}}"}""")!, example);
            }
        }

        foreach (var (_, response) in document.Json["components"]!["responses"]!.AsObject())
        {
            var problem = response!["content"]!["application/problem+json"]!;
            foreach (var (slug, example) in problem["examples"]!.AsObject())
            {
                schemas.Add(slug, problem["schema"]!, example!["value"]);
            }
        }

        foreach (var operation in document.Operations)
        {
            if (operation.Json["requestBody"]?["content"]?["application/json"] is { } body)
            {
                schemas.Add(operation.Id, body["schema"]!, body["example"]);
            }
        }

        await schemas.AssertAllFitAsync();
    }

    /// <summary>What is asked for of each read: things that are there, things that are not, and mistakes.</summary>
    private async Task<Dictionary<string, string[]>> PathsAsync()
    {
        var done = await fixture.Http.EmitAsync(Samples.Greet, """{"name":"Ada"}""", "?tag=described");
        await fixture.Http.EndAsync(done);
        var failed = await fixture.Http.EmitAsync(Samples.Decline, "\"order-8\"");
        await fixture.Http.EndAsync(failed);
        var delayed = await fixture.Http.EmitAsync(Samples.Echo, "1", "?delay=1d");
        var emitted = await (await fixture.Http.SendJsonAsync("/api/v1/events", """{"name":"described"}""")).JsonAsync(HttpStatusCode.Accepted);
        var bulk = await (await fixture.Http.SendJsonAsync("/api/v1/bulk", """{"operation":"cancel","filter":{"tag":"no such"}}""")).JsonAsync(HttpStatusCode.Accepted);
        const string Schedule = "/api/v1/schedules/greet:0%2F30%20*%20*%20*%20*";
        string[] OfRun(string rest) => [.. new[] { done, failed, delayed, NoRun }.Select(id => $"/api/v1/runs/{id}{rest}")];
        return new()
        {
            ["listRuns"] = ["/api/v1/runs", "/api/v1/runs?status=failed,succeeded&fields=input,output,error,customStatus,progress", "/api/v1/runs?limit=0"],
            ["getRun"] = OfRun(""),
            ["listSteps"] = OfRun("/steps"),
            ["getTimeline"] = OfRun("/timeline"),
            ["listLogs"] = OfRun("/logs"),
            ["listChildren"] = OfRun("/children"),
            ["getResult"] = OfRun("/result"),
            ["listBulks"] = ["/api/v1/bulk"],
            ["getBulk"] = [$"/api/v1/bulk/{bulk.Text("id")}", $"/api/v1/bulk/{NoRun}"],
            ["listSchedules"] = ["/api/v1/schedules", "/api/v1/schedules?enabled=x"],
            ["getSchedule"] = [Schedule, "/api/v1/schedules/no-such"],
            ["listNextTicks"] = [$"{Schedule}/next?count=3"],
            ["listTicks"] = [$"{Schedule}/ticks"],
            ["countBackfill"] = [$"{Schedule}/backfill?from=2026-01-31T12:00:00Z&before=2026-01-31T13:00:00Z", $"{Schedule}/backfill"],
            ["listWorkflows"] = ["/api/v1/workflows"],
            ["getWorkflow"] = [$"/api/v1/workflows/{Samples.Greet}", "/api/v1/workflows/no-such"],
            ["listQueues"] = ["/api/v1/queues"],
            ["getQueue"] = ["/api/v1/queues/default", "/api/v1/queues/no-such"],
            ["listEvents"] = ["/api/v1/events"],
            ["getEvent"] = [$"/api/v1/events/{emitted.Text("id")}", $"/api/v1/events/{NoRun}"],
            ["listWorkers"] = ["/api/v1/workers"],
            ["getStats"] = ["/api/v1/stats"],
            ["getSeries"] = ["/api/v1/stats/series"],
            ["listFailures"] = ["/api/v1/stats/failures"],
            ["listAudit"] = ["/api/v1/audit"],
            ["getHealth"] = ["/health"],
        };
    }
}
