using System.Text.Json.Nodes;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;
using Redflow.Testing;

namespace Redflow.Api.Tests.OpenApi;

/// <summary>What others make of the OpenAPI document: tools from npm, which are skipped where there are none.</summary>
[Collection(ApiSuite.Name)]
public sealed class ClientTests(ApiFixture fixture, NodeTools tools) : IClassFixture<NodeTools>
{
    [SkippableFact]
    public async Task Public_validator_takes_the_document()
    {
        Skip.If(tools.SkipReason is not null, tools.SkipReason);
        await NodeTools.WriteAsync("openapi.json", Repository.Read("docs", "reference", "openapi.json"));

        var said = JsonNode.Parse(await NodeTools.RunAsync("validate.mjs", "openapi.json"))!;

        Assert.True(said["valid"]!.GetValue<bool>(), said.ToJsonString());
        Assert.Equal("3.1", said.Text("version"));
    }

    [SkippableFact]
    public async Task Client_that_is_generated_from_it_emits_a_run_and_awaits_its_result()
    {
        Skip.If(tools.SkipReason is not null, tools.SkipReason);
        var key = TestKey.Of(ApiRole.Operator);
        await using var api = await fixture.StartAnotherAsync([.. key.Args, "--environment=Production"]);
        await NodeTools.WriteAsync("openapi.json", Repository.Read("docs", "reference", "openapi.json"));
        await NodeTools.WriteAsync("reference.ts", Repository.Read("docs", "reference", "http-api.md").Split("```ts\n")[1].Split("```")[0]);
        await NodeTools.RunAsync("node_modules/openapi-typescript/bin/cli.js", "openapi.json", "--output", "api.d.ts");
        await NodeTools.RunAsync("node_modules/typescript/bin/tsc", "--project", ".");

        var said = JsonNode.Parse(await NodeTools.RunAsync("out/emit.js", $"{api.Http.BaseAddress}".TrimEnd('/'), key.Text))!;

        Assert.Equal("Hello, Ada!", said.Text("result"));
        Assert.True(said["listed"]!.GetValue<bool>());
        Assert.Equal("Ada", said["input"]!.Text("name"));
        Assert.Equal(Problems.RunNotFound.Uri, said.Text("problem"));
    }
}
