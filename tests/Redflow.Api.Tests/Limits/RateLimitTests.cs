using System.Net;
using Microsoft.Extensions.Options;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Limits;

[Collection(ApiSuite.Name)]
public sealed class RateLimitTests(ApiFixture fixture)
{
    private const string Path = "/api/v1/workflows";

    private readonly TestKey _first = new("first", ApiRole.Reader);
    private readonly TestKey _second = new("second", ApiRole.Reader);

    [Fact]
    public async Task Key_that_sends_more_than_it_may_is_429_and_is_told_when_to_try_again_while_another_is_served()
    {
        await using var api = await StartAsync("RequestsPerSecond=1", "Burst=2");
        await api.Http.AskAsync(Path, _first);
        await api.Http.AskAsync(Path, _first);

        var third = await api.Http.AskAsync(Path, _first);

        await third.ProblemAsync("too-many-requests");
        Assert.Equal(TimeSpan.FromSeconds(1), third.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.OK, (await api.Http.AskAsync(Path, _second)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await api.Http.AskAsync("/alive")).StatusCode);
    }

    [Fact]
    public async Task What_the_role_does_not_allow_counts_too()
    {
        await using var api = await StartAsync("RequestsPerSecond=1", "Burst=1");
        await (await api.Http.SendAsync("POST", Path, _first)).ProblemAsync("forbidden");

        await (await api.Http.SendAsync("POST", Path, _first)).ProblemAsync("too-many-requests");
    }

    [Fact]
    public async Task Address_without_a_key_is_limited_where_none_is_needed()
    {
        await using var api = await fixture.StartAnotherAsync("--Redflow:Api:RateLimit:RequestsPerSecond=1", "--Redflow:Api:RateLimit:Burst=1");
        await api.Http.AskAsync(Path);

        await (await api.Http.AskAsync(Path)).ProblemAsync("too-many-requests");
    }

    [Fact]
    public async Task Address_that_guesses_keys_is_429_after_a_few_and_locks_nobody_out()
    {
        await using var api = await StartAsync("FailuresPerSecond=1", "FailureBurst=3");
        for (var i = 0; i < 3; i++)
        {
            await (await api.Http.AskAsync(Path, new TestKey("guessed", ApiRole.Reader))).ProblemAsync("unauthorized");
        }

        var fourth = await api.Http.AskAsync(Path, new TestKey("guessed", ApiRole.Reader));
        var without = await api.Http.AskAsync(Path);

        await fourth.ProblemAsync("too-many-requests");
        Assert.NotNull(fourth.Headers.RetryAfter);
        await without.ProblemAsync("too-many-requests");
        Assert.Equal(HttpStatusCode.OK, (await api.Http.AskAsync(Path, _first)).StatusCode);
    }

    [Fact]
    public async Task Nought_is_no_limit()
    {
        await using var api = await StartAsync("RequestsPerSecond=0", "FailuresPerSecond=0", "Burst=0", "FailureBurst=0");

        for (var i = 0; i < 200; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await api.Http.AskAsync(Path, _first)).StatusCode);
            await (await api.Http.AskAsync(Path)).ProblemAsync("unauthorized");
        }
    }

    [Fact]
    public async Task Limit_that_can_not_be_refuses_the_start_and_is_named()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync("Burst=-1"));

        Assert.Contains("Redflow:Api:RateLimit", refused.Message, StringComparison.Ordinal);
    }

    private Task<ApiServer> StartAsync(params string[] limits) =>
        fixture.StartAnotherAsync([.. limits.Select(limit => $"--Redflow:Api:RateLimit:{limit}"), .. _first.Args, .. _second.Args]);
}
