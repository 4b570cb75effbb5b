using System.Net;
using System.Text.Json.Nodes;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Runs;

[Collection(TrialSuite.Name)]
public sealed class RerunRunTests(TrialFixture fixture)
{
    private readonly HttpClient _http = fixture.Http;

    [Theory]
    [InlineData(null, "first")]
    [InlineData("{}", "first")]
    [InlineData("null", "first")]
    [InlineData("""{"fromStep":null}""", "first")]
    [InlineData("""{"input":"second"}""", "second")]
    public async Task New_run_has_the_input_of_the_other_or_its_own(string? body, string expected)
    {
        var source = await EmitAsync(Trials.Leaf, "first");

        var response = await _http.SendJsonAsync($"/api/v1/runs/{source}/rerun", body);

        var run = await response.JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal((source, expected), (run.Text("rerunOf"), run.Text("input")));
        Assert.Equal($"/api/v1/runs/{run.Text("id")}", response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Null_is_an_input()
    {
        var source = await _http.EmitAsync(Trials.Approve, "1");

        var run = await RerunAsync(source, """{"input":null}""");

        Assert.True(run.AsObject().ContainsKey("input"));
        Assert.Null(run["input"]);
    }

    [Fact]
    public async Task Rerun_from_a_step_has_the_results_before_it()
    {
        var input = Guid.NewGuid().ToString("N");
        var source = await EmitAsync(Trials.Import, input);
        var read = (await (await _http.AskAsync($"/api/v1/runs/{source}/steps")).JsonAsync(HttpStatusCode.OK))["steps"]![0]!.Text("output");
        fixture.Trials.Mend(input);

        var run = await RerunAsync(source, """{"fromStep":"write"}""");

        await _http.EndAsync(run.Text("id"));
        Assert.Equal($"{input} {read}", (await fixture.GetAsync(run.Text("id"))).Text("output"));
    }

    [Fact]
    public async Task Requests_with_one_key_are_one_run_and_others_are_more()
    {
        var source = await EmitAsync(Trials.Leaf, "first");
        var key = ("Idempotency-Key", "again");

        var runs = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => RerunAsync(source, null, key)));
        var other = await RerunAsync(source, null, ("Idempotency-Key", "once more"));
        var none = await RerunAsync(source, null);

        Assert.Single(runs.Select(run => run.Text("id")).Distinct());
        Assert.Equal(3, new[] { runs[0].Text("id"), other.Text("id"), none.Text("id") }.Distinct().Count());
    }

    [Fact]
    public async Task Step_that_was_never_stored_is_404()
    {
        var source = await EmitAsync(Trials.Leaf, "first");

        var response = await _http.SendJsonAsync($"/api/v1/runs/{source}/rerun", """{"fromStep":"nowhere"}""");

        Assert.Contains("nowhere", (await response.ProblemAsync("step-not-found")).Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edited_input_that_does_not_fit_is_400()
    {
        var source = await EmitAsync(Trials.Leaf, "first");

        var response = await _http.SendJsonAsync($"/api/v1/runs/{source}/rerun", """{"input":{"not":"a text"}}""");

        await response.ProblemAsync("invalid-input");
    }

    [Theory]
    [InlineData("""{"fromStep":5}""", "fromStep")]
    [InlineData("""{"fromStep":""}""", "fromStep")]
    [InlineData("""{"step":"typo"}""", "step")]
    [InlineData("[]", "$")]
    public async Task Body_that_is_not_valid_is_400_and_names_the_member(string body, string member)
    {
        var source = await EmitAsync(Trials.Leaf, "first");

        var problem = await (await _http.SendJsonAsync($"/api/v1/runs/{source}/rerun", body)).ProblemAsync("invalid-parameter");

        Assert.NotNull(problem["errors"]![member]);
    }

    [Fact]
    public async Task Unknown_run_is_404() =>
        await (await _http.SendJsonAsync("/api/v1/runs/0123456789abcdefghjkm00/rerun")).ProblemAsync("run-not-found");

    private async Task<string> EmitAsync(string workflow, string input)
    {
        var id = await _http.EmitAsync(workflow, $"\"{input}\"");
        await _http.EndAsync(id);
        return id;
    }

    private async Task<JsonNode> RerunAsync(string source, string? body, params (string Name, string Value)[] headers) =>
        await (await _http.SendJsonAsync($"/api/v1/runs/{source}/rerun", body, headers)).JsonAsync(HttpStatusCode.Accepted);
}
