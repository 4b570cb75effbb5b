using System.Net;
using System.Text;
using Redflow.Api.Tests.Hosting;
using Redflow.Payloads;

namespace Redflow.Api.Tests.Runs;

[Collection(ApiSuite.Name)]
public sealed class RefusedEmitTests(ApiFixture fixture)
{
    private const string Path = $"/api/v1/workflows/{Samples.Echo}/runs";

    private readonly HttpClient _http = fixture.Http;

    [Theory]
    [InlineData("""{"times":"two"}""", "name", "times")]
    [InlineData("""{"name":null}""", "name")]
    [InlineData("""{"name":{"first":"Ada"}}""", "name")]
    [InlineData("[]", "$")]
    [InlineData("null", "$")]
    [InlineData(null, "$")]
    public async Task Input_that_does_not_fit_is_400_and_names_its_fields(string? input, params string[] fields)
    {
        var response = await _http.SendJsonAsync($"/api/v1/workflows/{Samples.Greet}/runs", input);

        var problem = await response.ProblemAsync("invalid-input");
        Assert.Equal(fields.Order(), problem["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    [Fact]
    public async Task Unknown_workflow_is_404_and_names_those_that_exist()
    {
        var response = await _http.SendJsonAsync("/api/v1/workflows/no-such-workflow/runs", "{}");

        var problem = await response.ProblemAsync("unknown-workflow");
        Assert.Contains("no-such-workflow", problem.Text("detail"), StringComparison.Ordinal);
        Assert.Contains(problem["knownWorkflows"]!.AsArray(), name => name!.GetValue<string>() == Samples.Greet);
    }

    [Theory]
    [InlineData("a%20b")]
    [InlineData("%C3%A9")]
    [InlineData("a%2Fb")]
    [InlineData("%7Bx%7D")]
    public async Task Name_that_no_workflow_can_have_is_404(string name)
    {
        var response = await _http.SendJsonAsync($"/api/v1/workflows/{name}/runs", "{}");

        await response.ProblemAsync("unknown-workflow");
    }

    [Fact]
    public async Task Overlong_name_is_404()
    {
        var response = await _http.SendJsonAsync($"/api/v1/workflows/{new string('a', 4_000)}/runs", "{}");

        await response.ProblemAsync("unknown-workflow");
    }

    [Theory]
    [InlineData("?delay=2", "delay")]
    [InlineData("?delay=", "delay")]
    [InlineData("?delay=3651d", "delay")]
    [InlineData("?delay=1s&delay=2s", "delay")]
    [InlineData("?runAt=tomorrow", "runAt")]
    [InlineData("?runAt=2026-01-31T12:00:00", "runAt")]
    [InlineData("?runAt=9999-12-31T00:00:00Z", "runAt")]
    [InlineData("?delay=1s&runAt=2026-01-31T12:00:00Z", "delay")]
    [InlineData("?priority=high", "priority")]
    [InlineData("?priority=1001", "priority")]
    [InlineData("?priority=99999999999999999999", "priority")]
    [InlineData("?priority=1.5", "priority")]
    [InlineData("?delay=x&priority=y&runAt=z", "delay", "priority", "runAt")]
    public async Task Query_value_that_is_not_valid_is_400_and_named(string query, params string[] parameters)
    {
        var response = await _http.SendJsonAsync(Path + query, "1");

        var problem = await response.ProblemAsync("invalid-parameter");
        Assert.Equal(parameters.Order(), problem["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\tb")]
    [InlineData("a\u007fb")]
    public async Task Idempotency_key_that_is_not_valid_is_400(string key)
    {
        var response = await _http.SendJsonAsync(Path, "1", ("Idempotency-Key", key));

        var problem = await response.ProblemAsync("invalid-parameter");
        Assert.NotNull(problem["errors"]!["Idempotency-Key"]);
    }

    [Fact]
    public async Task Idempotency_key_takes_256_characters()
    {
        var longest = Guid.NewGuid().ToString("N").PadRight(256, 'x');

        Assert.Equal(HttpStatusCode.Accepted, (await _http.SendJsonAsync(Path, "1", ("Idempotency-Key", longest))).StatusCode);
        await (await _http.SendJsonAsync(Path, "1", ("Idempotency-Key", longest + "x"))).ProblemAsync("invalid-parameter");
    }

    [Fact]
    public async Task Malformed_json_is_400_and_says_where()
    {
        var response = await _http.SendJsonAsync(Path, "{\n  \"name\": oops\n}");

        var problem = await response.ProblemAsync("malformed-json");
        Assert.Equal(2, problem["line"]!.GetValue<int>());
        Assert.Equal(11, problem["position"]!.GetValue<int>());
    }

    [Fact]
    public async Task Body_that_is_not_utf8_is_400()
    {
        using var body = new ByteArrayContent([(byte)'"', 0xC3, 0x28, (byte)'"']);
        body.Headers.ContentType = new("application/json");

        await (await _http.SendBodyAsync(Path, body)).ProblemAsync("malformed-json");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/jsonx")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("nonsense")]
    public async Task Body_that_is_not_sent_as_json_is_415(string? contentType)
    {
        var response = await _http.SendBodyAsync(Path, Body("1", contentType));

        await response.ProblemAsync("unsupported-media-type");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("APPLICATION/JSON")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json; charset=\"UTF-8\"")]
    [InlineData("application/vnd.shop.order+json")]
    public async Task Body_that_is_sent_as_json_is_taken(string contentType)
    {
        var response = await _http.SendBodyAsync(Path, Body("1", contentType));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    [Fact]
    public async Task Input_of_exactly_the_limit_is_taken()
    {
        var response = await _http.SendJsonAsync(Path, JsonOf(RedflowPayloadOptions.DefaultMaxBytes));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    [Theory]
    [InlineData(RedflowPayloadOptions.DefaultMaxBytes + 1, false)]
    [InlineData(RedflowPayloadOptions.DefaultMaxBytes + 1, true)]
    [InlineData(8 * RedflowPayloadOptions.DefaultMaxBytes, false)]
    [InlineData(8 * RedflowPayloadOptions.DefaultMaxBytes, true)]
    public async Task Larger_input_is_413_with_and_without_a_content_length(int size, bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Path, UriKind.Relative))
        {
            Content = HttpExtensions.Json(JsonOf(size)),
        };
        request.Headers.TransferEncodingChunked = chunked;

        using var response = await _http.SendAsync(request);

        var problem = await response.ProblemAsync("payload-too-large");
        Assert.Contains("1048576", problem.Text("detail"), StringComparison.Ordinal);
    }

    private static string JsonOf(int size) => $"\"{new string('x', size - 2)}\"";

    private static ByteArrayContent Body(string text, string? contentType)
    {
        var body = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        if (contentType is not null)
        {
            body.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return body;
    }
}
