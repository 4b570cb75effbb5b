using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Redflow.Api.Auth;
using Redflow.Api.OpenApi;
using Redflow.Api.Tests.Hosting;
using Redflow.Testing;

namespace Redflow.Api.Tests.OpenApi;

/// <summary>Holds the OpenAPI document against the API, its file and its reference.</summary>
[Collection(ApiSuite.Name)]
public sealed partial class DocumentTests(ApiFixture fixture)
{
    private const string Write = "REDFLOW_WRITE_OPENAPI";

    private static readonly string[] File = ["docs", "reference", "openapi.json"];

    [Fact]
    public async Task Document_in_the_repository_is_the_one_that_is_served()
    {
        var served = (await ServedDocument.ReadAsync(fixture.Http)).Text + "\n";
        if (Environment.GetEnvironmentVariable(Write) == "1")
        {
            await System.IO.File.WriteAllTextAsync(Path.Combine([Repository.Root, .. File]), served);
        }

        Assert.True(
            served == Repository.Read(File),
            $"docs/reference/openapi.json is not what the API serves. Write it anew: {Write}=1 dotnet test tests/Redflow.Api.Tests --filter {nameof(DocumentTests)}");
    }

    [Fact]
    public async Task Document_is_the_same_in_every_environment_and_for_every_host()
    {
        var key = TestKey.Of(ApiRole.Reader);
        await using var secured = await fixture.StartAnotherAsync([.. key.Args, "--environment=Production"]);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/openapi/v1.json", UriKind.Relative));
        request.Headers.Add("X-Api-Key", key.Text);
        request.Headers.Host = "redflow.example.com";

        var elsewhere = await (await secured.Http.SendAsync(request)).Content.ReadAsStringAsync();

        Assert.Equal((await ServedDocument.ReadAsync(fixture.Http)).Text, elsewhere);
        Assert.StartsWith("""{"openapi":"3.1""", WhiteSpace().Replace(elsewhere, ""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_is_made_once()
    {
        await using var api = await fixture.StartAnotherAsync();
        var text = api.Services.GetRequiredService<DocumentText>();

        var both = await Task.WhenAll(text.ReadAsync(default), text.ReadAsync(default)).Bounded();

        Assert.Same(both[0], both[1]);
        Assert.Same(both[0], await text.ReadAsync(default));
    }

    [Fact]
    public async Task Every_route_is_an_operation_and_every_operation_a_route()
    {
        var document = await ServedDocument.ReadAsync(fixture.Http);

        var operations = document.Operations.Select(operation => $"{operation.Method} {operation.Path}").Order();

        Assert.Equal(Routes().Order(), operations);
    }

    [Fact]
    public async Task Every_operation_says_what_it_is()
    {
        var document = await ServedDocument.ReadAsync(fixture.Http);
        var operations = document.Operations.ToArray();

        Assert.Equal(operations.Length, operations.Select(operation => operation.Id).Distinct().Count());
        Assert.All(operations, operation =>
        {
            Assert.NotEmpty(operation.Json.Text("summary"));
            Assert.NotEmpty(operation.Json.Text("description"));
            Assert.Single(operation.Json["tags"]!.AsArray());
            Assert.All(operation.Parameters, parameter => Assert.True(parameter["description"]?.GetValue<string>().Length > 0, $"{operation.Id} {parameter["name"]}"));
            Assert.All(operation.Json["responses"]!.AsObject(), response => Assert.NotEmpty(document.Resolve(response.Value)!.Text("description")));
        });
    }

    [Fact]
    public async Task Every_schema_and_every_member_says_what_it_is()
    {
        var document = await ServedDocument.ReadAsync(fixture.Http);

        var silent = document.Json["components"]!["schemas"]!.AsObject()
            .SelectMany(schema => (schema.Value!["properties"]?.AsObject() ?? [])
                .Where(member => !IsDescribed(member.Value!) && member.Value!["oneOf"]?.AsArray().Any(IsDescribed) != true)
                .Select(member => $"{schema.Key}.{member.Key}"));

        Assert.Empty(silent);
    }

    /// <summary>What no operation answers with is what is answered where there is no operation.</summary>
    [Fact]
    public async Task Every_problem_is_an_answer_of_an_operation()
    {
        var document = await ServedDocument.ReadAsync(fixture.Http);

        var missing = Problems.All.Where(problem => !document.Text.Contains($"\"{problem.Uri}\"", StringComparison.Ordinal));

        Assert.Equal([Problems.NotFound, Problems.MethodNotAllowed], missing);
    }

    [Theory]
    [InlineData("emitRun", "Emit a run")]
    [InlineData("listRuns", "List runs")]
    [InlineData("stream", "Stream")]
    public async Task Reference_has_the_parameters_of_an_operation_in_a_table(string id, string section)
    {
        var operation = (await ServedDocument.ReadAsync(fixture.Http)).Operations.Single(operation => operation.Id == id);

        var listed = ParameterRow().Matches(FirstTable($"\n## {section}\n")).SelectMany(row => row.Groups["name"].Captures.Select(name => name.Value));

        Assert.Equal(operation.Names("query").Concat(operation.Names("header")).Order(), listed.Order());
    }

    [Fact]
    public async Task Reference_names_the_query_parameters_of_every_operation()
    {
        var operations = (await ServedDocument.ReadAsync(fixture.Http)).Operations;

        var unnamed = operations.SelectMany(operation => operation.Names("query")
            .Where(name => !Sections(operation.Path).Any(section => Regex.IsMatch(section, $@"[`?&]{name}[`=]")))
            .Select(name => $"{operation.Id} {name}"));

        Assert.Empty(unnamed);
    }

    private static bool IsDescribed(JsonNode? schema) => schema?["description"]?.GetValue<string>().Length > 0;

    private static string Reference => Repository.Read("docs", "reference", "http-api.md");

    /// <summary>The sections that are about a path.</summary>
    private static IEnumerable<string> Sections(string path) => Reference.Split("\n## ").Skip(1).Where(section => section.Contains(path, StringComparison.Ordinal));

    private static string FirstTable(string heading) => Reference.Split(heading)[1].Split("\n\n").First(part => part.StartsWith('|'));

    private IEnumerable<string> Routes() => fixture.Services.GetServices<EndpointDataSource>()
        .SelectMany(source => source.Endpoints)
        .OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal) || endpoint.RoutePattern.RawText is "/health" or "/alive")
        .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => $"{method} {endpoint.RoutePattern.RawText!.TrimEnd('/')}"));

    [GeneratedRegex(@"^\|( (query|header) \|)? `(?<name>[A-Za-z-]+)`(, `(?<name>[A-Za-z-]+)`)* \|", RegexOptions.Multiline)]
    private static partial Regex ParameterRow();

    [GeneratedRegex(@"\s")]
    private static partial Regex WhiteSpace();
}
