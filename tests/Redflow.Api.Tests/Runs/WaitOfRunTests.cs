using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Runs;

[Collection(TrialSuite.Name)]
public sealed class WaitOfRunTests(TrialFixture fixture)
{
    private readonly HttpClient _http = fixture.Http;

    [Fact]
    public async Task Delayed_run_says_until_when()
    {
        var id = await _http.EmitAsync(Trials.Leaf, "\"x\"", "?runAt=2199-01-31T12:00:00Z");

        var wait = (await fixture.GetAsync(id))["wait"]!;

        Assert.Equal(["kind", "message", "until", "steps", "holders"], wait.AsObject().Select(member => member.Key));
        Assert.Equal(("delayed", "2199-01-31T12:00:00.000Z"), (wait.Text("kind"), wait.Text("until")));
    }

    [Fact]
    public async Task Suspended_run_names_what_it_waits_for()
    {
        var id = await _http.EmitAsync(Trials.Approve, "1");
        await fixture.ReachAsync(id, "waiting");

        var wait = (await fixture.GetAsync(id))["wait"]!;

        Assert.Equal("It waits for signal 'approve' in step 'approval'.", wait.Text("message"));
        Assert.Equal(("approval", "signal", "approve"), (wait["steps"]![0]!.Text("step"), wait["steps"]![0]!.Text("kind"), wait["steps"]![0]!.Text("target")));
    }

    [Fact]
    public async Task Run_of_a_workflow_that_is_paused_gives_the_reason()
    {
        await fixture.Client.PauseWorkflowAsync(Trials.Held, "spring cleaning");
        var id = await _http.EmitAsync(Trials.Held, "1");

        var wait = (await fixture.GetAsync(id))["wait"]!;

        Assert.Equal("workflowPaused", wait.Text("kind"));
        Assert.EndsWith(": spring cleaning.", wait.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_that_has_ended_waits_for_nothing()
    {
        var id = await _http.EmitAsync(Trials.Leaf, "\"x\"");
        await _http.EndAsync(id);

        var run = await fixture.GetAsync(id);

        Assert.True(run.AsObject().ContainsKey("wait"));
        Assert.Null(run["wait"]);
    }
}
