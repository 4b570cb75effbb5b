using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Redaction;

[Collection(ApiSuite.Name)]
public sealed class RedactionTests(ApiFixture fixture) : IAsyncLifetime
{
    private readonly TestKey _reader = TestKey.Of(ApiRole.Reader);
    private readonly TestKey _operator = TestKey.Of(ApiRole.Operator);
    private ApiServer _api = null!;

    public async Task InitializeAsync() => _api = await fixture.StartAnotherAsync(
    [
        .. _reader.Args, .. _operator.Args, "--Redflow:Api:Redact:0=$.input.card", "--Redflow:Api:Redact:1=$.output.card", "--Redflow:Api:Redact:2=$.output",
    ]);

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Reader_sees_no_input_or_output_that_a_path_leads_to_and_an_operator_all()
    {
        var id = await EndedAsync(Samples.Echo, """{"card":"4111","order":7}""");

        var read = await ReadAsync($"/api/v1/runs/{id}", _reader);
        var whole = await ReadAsync($"/api/v1/runs/{id}", _operator);

        Assert.Equal(("[redacted]", 7), (read["input"]!.Text("card"), read["input"]!["order"]!.GetValue<int>()));
        Assert.Equal("[redacted]", read.Text("output"));
        Assert.Equal(whole.AsObject().Select(member => member.Key), read.AsObject().Select(member => member.Key));
        Assert.Equal(("4111", "4111"), (whole["input"]!.Text("card"), whole["output"]!.Text("card")));
    }

    [Fact]
    public async Task Result_is_redacted_as_the_output_that_it_is()
    {
        var id = await EndedAsync(Samples.Echo, """{"card":"4111"}""");

        var read = await ReadAsync($"/api/v1/runs/{id}/result", _reader);
        var whole = await ReadAsync($"/api/v1/runs/{id}/result", _operator);

        Assert.Equal("[redacted]", read.GetValue<string>());
        Assert.Equal("4111", whole.Text("card"));
    }

    [Fact]
    public async Task Steps_errors_and_problems_are_redacted_too()
    {
        var id = await EndedAsync(Samples.Decline, "\"order-7\"");

        var steps = await ReadAsync($"/api/v1/runs/{id}/steps", _reader);
        var run = await ReadAsync($"/api/v1/runs/{id}", _reader);
        var result = await _api.Http.AskAsync($"/api/v1/runs/{id}/result", _reader);

        Assert.Equal("[redacted]", steps["steps"]![0]!.Text("output"));
        Assert.Equal("[redacted]", run["error"]!.Text("message"));
        Assert.DoesNotContain("declined", (await result.ProblemAsync("run-failed")).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_is_redacted_as_the_input_that_it_becomes()
    {
        var id = (await (await fixture.Http.SendJsonAsync("/api/v1/events", """{"name":"paid","payload":{"card":"4111","order":7}}""")).JsonAsync(HttpStatusCode.Accepted)).Text("id");

        var read = await ReadAsync($"/api/v1/events/{id}", _reader);
        var whole = await ReadAsync($"/api/v1/events/{id}", _operator);

        Assert.Equal("[redacted]", read.Text("payload"));
        Assert.Equal("4111", whole["payload"]!.Text("card"));
    }

    [Fact]
    public async Task What_a_handler_writes_is_for_operators_and_why_a_run_waits_for_all()
    {
        var id = await EndedAsync(Samples.Decline, "\"order-7\"");
        var waiting = await fixture.Http.EmitAsync(Samples.Echo, "1", "?delay=1d");

        Assert.Equal("Charging order-7", (await ReadAsync($"/api/v1/runs/{id}/logs", _operator))["lines"]![0]!.Text("message"));
        foreach (var path in new[] { $"runs/{id}", $"runs/{id}/logs", $"runs/{id}/steps", $"runs/{id}/timeline", $"runs?workflow={Samples.Decline}&fields=error", $"stats/failures?workflow={Samples.Decline}" })
        {
            var (read, whole) = ((await ReadAsync($"/api/v1/{path}", _reader)).ToJsonString(), (await ReadAsync($"/api/v1/{path}", _operator)).ToJsonString());

            Assert.Matches("declined|Charging", whole);
            Assert.DoesNotMatch("declined|Charging", read);
        }

        Assert.Contains("It is due", (await ReadAsync($"/api/v1/runs/{waiting}", _reader))["wait"]!.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_keeps_its_status_and_its_headers()
    {
        var id = await EmitAsync(Samples.Gated, "\"redacted\"");

        var response = await _api.Http.AskAsync($"/api/v1/runs/{id}/result", _reader);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal($"/api/v1/runs/{id}", response.Headers.Location?.OriginalString);
        fixture.Samples.GateOf("redacted").Opened.TrySetResult();
    }

    [Fact]
    public async Task Path_that_is_none_refuses_the_start()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => fixture.StartAnotherAsync("--Redflow:Api:Redact:0=input.card"));

        Assert.Contains("Redflow:Api:Redact", refused.Message, StringComparison.Ordinal);
    }

    private async Task<string> EndedAsync(string workflow, string input)
    {
        var id = await EmitAsync(workflow, input);
        await fixture.Http.EndAsync(id);
        return id;
    }

    private Task<string> EmitAsync(string workflow, string input) => fixture.Http.EmitAsync(workflow, input);

    private async Task<JsonNode> ReadAsync(string path, TestKey key) => await (await _api.Http.AskAsync(path, key)).JsonAsync(HttpStatusCode.OK);
}
