using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Redflow.Api.Tests.Hosting;
using Redflow.Storage;
using Redflow.Testing;

namespace Redflow.Api.Tests.Runs;

/// <summary>The answer to an emit is made of what was sent; over runs that no worker takes, a read finds the same.</summary>
[Collection(ApiSuite.Name)]
public sealed class EmitAnswerTests(ApiFixture fixture) : IAsyncLifetime
{
    private const string Workflow = "work";

    private ApiServer? _api;

    public async Task InitializeAsync()
    {
        _api = await ApiServer.StartAsync(fixture.Redis, $"test-{Guid.NewGuid():N}");
        await _api.Services.GetRequiredService<IRedflowStore>().RegisterWorkflowsAsync(
        [
            new()
            {
                Name = Workflow,
                Queue = "orders",
                MaxAttempts = 3,
                MaxCrashes = 3,
                Retention = TimeSpan.FromDays(1),
                Timeout = TimeSpan.FromHours(1),
                LimitKey = "region",
                InputSchema = new("{}"u8.ToArray()),
            },
        ]).Bounded();
    }

    public async Task DisposeAsync() => await _api!.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("?delay=1.5h")]
    [InlineData("?delay=0s")]
    [InlineData("?runAt=2199-01-31T13:00:00.2501%2B01:00")]
    [InlineData("?runAt=0001-01-01T00:00:00Z")]
    [InlineData("?priority=-7")]
    [InlineData("?tag=b&tag=a,c")]
    [InlineData("?limitKey=us")]
    [InlineData("?expireAfter=1h&timeout=1m")]
    [InlineData("?keyTtl=1h&keyReuse=reject", "order-7")]
    [InlineData("?delay=1d&priority=7&tag=a&limitKey=us&expireAfter=1h&timeout=1m", "order-7")]
    public async Task Answer_to_an_emit_is_what_a_read_then_finds(string query, string? key = null)
    {
        (string, string)[] headers = key is null ? [] : [("Idempotency-Key", key)];

        var response = await _api!.Http.SendJsonAsync($"/api/v1/workflows/{Workflow}/runs{query}", """{"region":"eu","n":1.50}""", headers);

        Assert.Equal(await ReadAsync(response.Headers.Location!), (await response.JsonAsync(HttpStatusCode.Accepted)).ToJsonString());
    }

    [Fact]
    public async Task Answer_to_an_emit_of_a_workflow_that_nobody_has_is_what_a_read_then_finds()
    {
        var response = await _api!.Http.SendJsonAsync("/api/v1/workflows/nobody-has-this/runs?allowUnregistered=true");

        Assert.Equal(await ReadAsync(response.Headers.Location!), (await response.JsonAsync(HttpStatusCode.Accepted)).ToJsonString());
    }

    /// <summary>Reads a run, but for why it waits, which an emit does not answer.</summary>
    private async Task<string> ReadAsync(Uri location)
    {
        var run = (JsonObject)await (await _api!.Http.GetAsync(location)).JsonAsync(HttpStatusCode.OK);
        run.Remove("wait");
        return run.ToJsonString();
    }
}
