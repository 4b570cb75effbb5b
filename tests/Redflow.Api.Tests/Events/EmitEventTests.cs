using System.Net;
using Redflow.Api.Tests.Hosting;
using Redflow.Payloads;

namespace Redflow.Api.Tests.Events;

[Collection(ApiSuite.Name)]
public sealed class EmitEventTests(ApiFixture fixture)
{
    private const string Path = "/api/v1/events";

    private readonly HttpClient _http = fixture.Http;

    [Fact]
    public async Task Event_is_accepted_with_its_payload()
    {
        var response = await _http.SendJsonAsync(Path, """{"name":"order paid/é","key":"7","payload":{ "amount": 1.50, "text": "\u00e9" }}""");

        var emitted = await response.JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal(
            ["id", "name", "key", "createdAt", "isMatched", "startedCount", "releasedCount", "started", "released", "payload"],
            emitted.AsObject().Select(member => member.Key));
        Assert.Equal(("order paid/é", "7", $"{Path}/{emitted.Text("id")}"), (emitted.Text("name"), emitted.Text("key"), response.Headers.Location!.ToString()));
        Assert.Equal("é", emitted["payload"]!.Text("text"));
        Assert.Contains("\"amount\":1.50", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"plain"}""")]
    [InlineData("""{"name":"plain","key":null,"payload":null}""")]
    public async Task Event_needs_no_more_than_a_name(string body)
    {
        var emitted = await (await _http.SendJsonAsync(Path, body)).JsonAsync(HttpStatusCode.Accepted);

        Assert.Null(emitted["key"]);
        Assert.Null(emitted["payload"]);
    }

    [Fact]
    public async Task Event_that_is_sent_again_with_its_idempotency_key_is_the_first_one()
    {
        var (name, key) = ($"e-{Guid.NewGuid():N}", Guid.NewGuid().ToString());

        var first = await (await SendAsync(name, 1, key)).JsonAsync(HttpStatusCode.Accepted);
        var again = await SendAsync(name, 2, key);
        var other = await (await SendAsync(name, 3, Guid.NewGuid().ToString())).JsonAsync(HttpStatusCode.Accepted);

        var replayed = await again.JsonAsync(HttpStatusCode.OK);
        Assert.Equal(first.ToJsonString(), replayed.ToJsonString());
        Assert.Equal((1, "true"), (replayed["payload"]!.GetValue<int>(), Assert.Single(again.Headers.GetValues("Idempotent-Replayed"))));
        Assert.Equal($"{Path}/{first.Text("id")}", again.Headers.Location!.ToString());
        Assert.NotEqual(first.Text("id"), other.Text("id"));
    }

    [Theory]
    [InlineData(null, "name")]
    [InlineData("null", "name")]
    [InlineData("{}", "name")]
    [InlineData("""{"name":"","key":""}""", "name", "key")]
    [InlineData("""{"name":"a\nb","key":"a\u0000"}""", "name", "key")]
    [InlineData("""{"name":7}""", "name")]
    [InlineData("""{"name":"n","key":7}""", "key")]
    [InlineData("""{"name":"n","data":7}""", "data")]
    [InlineData("[]", "$")]
    public async Task Event_that_can_not_be_is_400_and_names_each_member(string? body, params string[] members)
    {
        var problem = await (await _http.SendJsonAsync(Path, body)).ProblemAsync("invalid-parameter");

        Assert.Equal(members.Order(), problem["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    [Fact]
    public async Task Names_and_keys_take_256_characters()
    {
        var (longest, longer) = (new string('x', 256), new string('x', 257));

        var taken = await _http.SendJsonAsync(Path, $$"""{"name":"{{longest}}","key":"{{longest}}"}""", ("Idempotency-Key", longest));
        var refused = await _http.SendJsonAsync(Path, $$"""{"name":"{{longer}}","key":"{{longer}}"}""", ("Idempotency-Key", longer));

        Assert.True(taken.IsSuccessStatusCode);
        Assert.Equal(["Idempotency-Key", "key", "name"], (await refused.ProblemAsync("invalid-parameter"))["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    [Theory]
    [InlineData("{", "malformed-json")]
    [InlineData("""{"name":"n","payload":"\ud800"}""", "malformed-json")]
    public async Task Body_that_is_not_json_is_400(string body, string slug) => await (await _http.SendJsonAsync(Path, body)).ProblemAsync(slug);

    [Fact]
    public async Task Payload_that_is_too_large_is_413()
    {
        var payload = new string('x', RedflowPayloadOptions.DefaultMaxBytes);

        await (await _http.SendJsonAsync(Path, $$"""{"name":"n","payload":"{{payload}}"}""")).ProblemAsync("payload-too-large");
    }

    private Task<HttpResponseMessage> SendAsync(string name, int payload, string key) =>
        _http.SendJsonAsync(Path, $$"""{"name":"{{name}}","payload":{{payload}}}""", ("Idempotency-Key", key));
}
