using System.Text.Json.Nodes;
using Redflow.Api.Tests.Hosting;
using Redflow.Cli.Tests.Hosting;

namespace Redflow.Cli.Tests.Doctor;

[Collection(ApiSuite.Name)]
public sealed class DoctorTests(ApiFixture fixture)
{
    private const string Degraded = """
        {"status":"Degraded","checks":{
          "self":{"status":"Healthy"},
          "redflow-store":{"status":"Degraded","description":"The store answers.","data":{
            "NotPersistent":{"severity":"Warning","message":"A restart loses all runs. Set appendonly to yes."}}}}}
        """;

    [Fact]
    public async Task Doctor_tells_what_the_health_endpoint_of_the_API_does()
    {
        var said = await fixture.RunAsync("doctor", "--json");

        var answer = JsonNode.Parse(await (await fixture.Http.AskAsync("/health")).Content.ReadAsStringAsync())!;
        Assert.Equal(answer.Text("status"), said.Json.Text("status"));
        said.Ended(answer.Text("status") == "Healthy" ? ExitCode.Success : ExitCode.Failed);
        Assert.Contains("redflow-store", (await fixture.RunAsync("doctor")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Healthy_ends_with_0()
    {
        await using var api = await FakeApi.StartAsync(200, "application/json", """{"status":"Healthy","checks":{"self":{"status":"Healthy"}}}""");

        Assert.Equal("Healthy", (await api.RunAsync("doctor")).Ended(ExitCode.Success).Lines[^1]);
    }

    [Theory]
    [InlineData(200, "Degraded")]
    [InlineData(503, "Unhealthy")]
    public async Task Findings_are_shown_with_what_to_do_and_end_with_1(int status, string word)
    {
        await using var api = await FakeApi.StartAsync(status, "application/json", Degraded.Replace("Degraded", word, StringComparison.Ordinal));

        var said = await api.RunAsync("doctor");

        Assert.Contains("Warning: NotPersistent", said.Ended(ExitCode.Failed).Lines);
        Assert.Contains("A restart loses all runs. Set appendonly to yes.", said.Lines);
        Assert.Equal(word, said.Lines[^1]);
    }

    [Fact]
    public async Task Word_alone_is_told_with_how_to_learn_more()
    {
        await using var api = await FakeApi.StartAsync(200, "text/plain", "Degraded");

        var said = await api.RunAsync("doctor");

        Assert.Equal("Degraded", said.Ended(ExitCode.Failed).Line);
        Assert.Contains("with a key", said.Error, StringComparison.Ordinal);
        Assert.Equal("Degraded", (await api.RunAsync("doctor", "--json")).Json.Text("status"));
    }
}
