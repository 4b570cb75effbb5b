using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Stream;

[Collection(ApiSuite.Name)]
public sealed class StreamTests(ApiFixture fixture)
{
    private readonly HttpClient _http = fixture.Http;

    [Fact]
    public async Task What_becomes_of_a_run_is_told()
    {
        await using var events = await EventReader.OpenAsync(_http);
        var id = await _http.EmitAsync(Samples.Greet, """{"name":"Ada"}""");

        var statuses = await events.StatusesAsync(id, "succeeded");

        Assert.Equal("text/event-stream", events.Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["queued", "running", "succeeded"], statuses.Distinct());
    }

    [Fact]
    public async Task Only_runs_of_the_workflow_are_told_where_one_is_named()
    {
        await using var events = await EventReader.OpenAsync(_http, $"?topics=runs&workflow={Samples.Decline}");
        await _http.EndAsync(await _http.EmitAsync(Samples.Greet, """{"name":"Ada"}"""));
        var id = await _http.EmitAsync(Samples.Decline, "\"order-1\"");

        var first = await events.UntilAsync("runs");

        Assert.All(first["runs"]!.AsArray(), run => Assert.Equal((id, Samples.Decline), (run!.Text("id"), run!.Text("workflow"))));
    }

    [Fact]
    public async Task A_reader_that_comes_again_is_told_what_it_has_missed()
    {
        string lastId;
        await using (var before = await EventReader.OpenAsync(_http))
        {
            var read = await _http.EmitAsync(Samples.Echo, "1");
            await before.StatusesAsync(read, "succeeded");
            lastId = before.LastId!;
        }

        var id = await _http.EmitAsync(Samples.Echo, "2");
        await _http.EndAsync(id);
        await using var events = await EventReader.OpenAsync(_http, lastId: lastId);

        Assert.Contains("succeeded", await events.StatusesAsync(id, "succeeded"));
    }

    [Fact]
    public async Task Another_api_goes_on_where_one_has_ended()
    {
        string lastId;
        await using (var first = await fixture.StartAnotherAsync())
        {
            await using var before = await EventReader.OpenAsync(first.Http);
            await before.StatusesAsync(await _http.EmitAsync(Samples.Echo, "1"), "succeeded");
            lastId = before.LastId!;
        }

        var id = await _http.EmitAsync(Samples.Echo, "2");
        await _http.EndAsync(id);
        await using var second = await fixture.StartAnotherAsync();
        await using var events = await EventReader.OpenAsync(second.Http, lastId: lastId);

        Assert.Contains("succeeded", await events.StatusesAsync(id, "succeeded"));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("nothing of ours")]
    [InlineData("1-2-3")]
    public async Task A_reader_with_a_place_that_is_not_known_is_told_that_it_has_missed_something(string lastId)
    {
        await using var events = await EventReader.OpenAsync(_http, lastId: lastId);

        Assert.Equal("missed", (await events.NextAsync())!.Value.EventType);
        var id = await _http.EmitAsync(Samples.Echo, "1");
        Assert.Contains("succeeded", await events.StatusesAsync(id, "succeeded"));
    }

    [Fact]
    public async Task A_topic_is_told_as_it_is_and_whenever_it_is_another()
    {
        var queue = $"stream-{Guid.NewGuid():N}";
        await using var events = await EventReader.OpenAsync(_http, "?topics=queues,workers,schedules");

        var workers = await events.UntilAsync("workers");
        var schedules = await events.UntilAsync("schedules");
        await fixture.Client.PauseQueueAsync(queue, "stock-taking");

        var queues = await events.UntilAsync("queues", data => data["queues"]!.AsArray().Any(row => row!.Text("name") == queue));
        Assert.Equal(1, workers["workers"]!.GetValue<long>());
        Assert.Contains(schedules["schedules"]!.AsArray(), schedule => schedule!.Text("workflow") == Samples.Greet);
        Assert.Equal("stock-taking", queues["queues"]!.AsArray().Single(row => row!.Text("name") == queue)!["pause"]!.Text("reason"));
    }

    [Theory]
    [InlineData("?topics=", "topics")]
    [InlineData("?topics=runs,nothing", "topics")]
    [InlineData("?topics=1", "topics")]
    [InlineData("?workflow=%00", "workflow")]
    public async Task Bad_parameters_are_400(string query, string name)
    {
        var problem = await (await _http.AskAsync($"/api/v1/stream{query}")).ProblemAsync("invalid-parameter");

        Assert.NotNull(problem["errors"]![name]);
    }

    [Fact]
    public async Task Open_streams_end_when_the_api_stops()
    {
        await using var api = await fixture.StartAnotherAsync();
        await using var events = await EventReader.OpenAsync(api.Http);

        var stopped = api.StopAsync();

        while (await events.NextAsync() is not null)
        {
        }

        await stopped;
    }
}
