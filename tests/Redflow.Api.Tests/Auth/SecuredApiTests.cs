using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Auth;

/// <summary>An API with a key of each role, in Production.</summary>
[Collection(ApiSuite.Name)]
public sealed class SecuredApiTests(ApiFixture fixture) : IAsyncLifetime
{
    /// <summary>What takes no credentials: a probe of liveness, and what a browser needs to send some.</summary>
    private static readonly string[] Open = ["/alive", "/signin", "/signin/with", "/signin/callback", "/signout", "/assets/no-such"];

    /// <summary>A change of how pages look to who asks for it.</summary>
    private const string OwnChoice = "/settings/theme";

    private readonly TestKey _reader = TestKey.Of(ApiRole.Reader);
    private readonly TestKey _operator = TestKey.Of(ApiRole.Operator);
    private readonly TestKey _admin = TestKey.Of(ApiRole.Admin);
    private ApiServer _api = null!;

    public async Task InitializeAsync() =>
        _api = await fixture.StartAnotherAsync(["--environment=Production", "--Redflow:Api:RateLimit:FailuresPerSecond=0", .. _reader.Args, .. _operator.Args, .. _admin.Args]);

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Without_credentials_every_endpoint_is_401_but_alive_and_the_form_to_sign_in()
    {
        var requests = Endpoints().Append(("GET", "/nothing")).Append(("GET", "/")).Append(("PATCH", "/api/v1/runs")).Append(("OPTIONS", "/api/v1/runs"));

        Assert.All(await SendAllAsync(requests.Where(request => !Open.Contains(request.Item2))), answer =>
        {
            Assert.True(answer.Response.StatusCode == HttpStatusCode.Unauthorized, answer.Request);
            Assert.Equal("Bearer realm=\"redflow\"", Assert.Single(answer.Response.Headers.WwwAuthenticate).ToString());
        });
        await (await _api.Http.AskAsync("/health")).ProblemAsync("unauthorized");
        Assert.All(await SendAllAsync(Endpoints().Where(request => Open.Contains(request.Path))), answer =>
            Assert.True(answer.Response.StatusCode != HttpStatusCode.Unauthorized, answer.Request));
        Assert.Equal(HttpStatusCode.OK, (await _api.Http.AskAsync("/alive")).StatusCode);
    }

    /// <summary>What is looked at is all that there is: each folder of the API maps something, the host its health, and the problems their pages.</summary>
    [Fact]
    public void Every_mapped_endpoint_is_among_those_that_are_tried()
    {
        var paths = Endpoints().Select(endpoint => endpoint.Path).ToHashSet();

        Assert.Empty(Open.Except(paths));
        string[] resources = ["runs", "workflows", "queues", "schedules", "events", "workers", "stats", "bulk", "stream", "audit"];
        Assert.Empty(resources.Select(resource => $"/api/v1/{resource}").Concat(["/problems/{slug}", "/health", "/alive"]).Except(paths));
        Assert.Equal(_api.Services.GetServices<EndpointDataSource>().Sum(source => source.Endpoints.Count), Endpoints().Count());
    }

    [Fact]
    public async Task Reader_is_403_on_every_change_and_is_told_the_role_that_it_takes()
    {
        var changes = Endpoints().Where(request => request.Method != "GET" && !Open.Contains(request.Path) && request.Path != OwnChoice).ToArray();

        var answers = await SendAllAsync(changes, _reader);

        Assert.NotEmpty(changes);
        foreach (var answer in answers)
        {
            var problem = await answer.Response.ProblemAsync("forbidden");
            Assert.Contains(problem.Text("requiredRole"), new[] { "operator", "admin" });
        }
    }

    [Fact]
    public async Task Reader_reads_and_an_operator_changes()
    {
        var reads = Endpoints().Where(request => request.Method == "GET" && !IsAdminOnly(request.Path) && !IsFormOfChange(request.Path)).ToArray();
        var forms = Endpoints().Where(request => request.Method == "GET" && IsFormOfChange(request.Path)).ToArray();

        Assert.Equal(5, forms.Length);
        Assert.All(await SendAllAsync(forms, _reader), answer => Assert.True(answer.Response.StatusCode == HttpStatusCode.Forbidden, answer.Request));
        Assert.All(await SendAllAsync(forms, _operator), answer => Assert.True(answer.Response.StatusCode != HttpStatusCode.Forbidden, answer.Request));
        Assert.All(await SendAllAsync(reads, _reader), answer => Assert.True(
            answer.Response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden), answer.Request));
        Assert.Equal(HttpStatusCode.NotFound, (await _api.Http.SendAsync("DELETE", "/nothing", _operator)).StatusCode);
        await (await _api.Http.SendAsync("POST", "/api/v1/runs/0123456789abcdefghjkm00/cancel", _operator)).ProblemAsync("run-not-found");
        await (await _api.Http.SendAsync("POST", "/api/v1/runs/0123456789abcdefghjkm00/cancel", _admin)).ProblemAsync("run-not-found");
    }

    [Fact]
    public async Task Key_is_taken_in_either_header()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/stats", UriKind.Relative));
        request.Headers.Add("X-Api-Key", _reader.Text);

        var byOwnHeader = await _api.Http.SendAsync(request);
        var byBearer = await _api.Http.AskAsync("/api/v1/stats", _reader);

        Assert.Equal(HttpStatusCode.OK, byOwnHeader.StatusCode);
        Assert.Equal(HttpStatusCode.OK, byBearer.StatusCode);
    }

    [Fact]
    public async Task Credentials_that_are_no_key_of_the_api_are_401()
    {
        string[][] sent =
        [
            ["Authorization", "Bearer"], ["Authorization", "Bearer "], ["Authorization", $"Basic {_admin.Text}"], ["Authorization", _admin.Text],
            ["Authorization", $"Bearer {_admin.Text}x"], ["Authorization", $"Bearer {_admin.Text[..^1]}"], ["Authorization", $"Bearer {_admin.Hash}"],
            ["Authorization", $"Bearer {ApiKey.Create()}"], ["X-Api-Key", ""], ["X-Api-Key", _admin.Text.ToUpperInvariant()],
            ["X-Api-Key", $"{_admin.Text},{_admin.Text}"], ["X-Api-Key", new string('x', 10_000)],
        ];

        foreach (var header in sent)
        {
            var response = await _api.Http.SendJsonAsync("/api/v1/workflows/greet/runs", "{}", (header[0], header[1]));

            await response.ProblemAsync("unauthorized");
            Assert.Contains("invalid_token", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Both_headers_at_once_are_401()
    {
        var response = await _api.Http.SendJsonAsync("/api/v1/workflows/greet/runs", "{}", ("X-Api-Key", _admin.Text), ("Authorization", $"Bearer {_admin.Text}"));

        await response.ProblemAsync("unauthorized");
    }

    [Theory]
    [InlineData("role", "owner", "Redflow:Api:Keys:bad:Role has to be reader, operator or admin")]
    [InlineData("hash", "0123", "Redflow:Api:Keys:bad:Hash has to be the SHA-256 hash")]
    public async Task Key_that_is_configured_wrongly_refuses_the_start_and_is_not_quoted(string member, string value, string sentence)
    {
        var bad = new TestKey("bad", ApiRole.Admin);

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => fixture.StartAnotherAsync([.. bad.Args, $"--Redflow:Api:Keys:bad:{member}={value}"]));

        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(bad.Hash, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/api/v1/workflows/redflow.bulk/runs")]
    [InlineData("POST", "/api/v1/workflows/redflow%2Ebulk/runs")]
    public async Task What_the_engine_runs_for_itself_is_started_by_nobody(string method, string path)
    {
        var response = await _api.Http.SendAsync(method, path, _admin);

        await response.ProblemAsync("engine-name");
    }

    [Fact]
    public async Task What_the_engine_runs_for_itself_has_no_schedule()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri("/api/v1/schedules/mine", UriKind.Relative))
        {
            Content = HttpExtensions.Json("""{"workflow":"redflow.bulk","every":"1m"}"""),
        };
        request.Headers.Authorization = new("Bearer", _admin.Text);

        await (await _api.Http.SendAsync(request)).ProblemAsync("engine-name");
    }

    private async Task<List<(string Request, HttpResponseMessage Response)>> SendAllAsync(
        IEnumerable<(string Method, string Path)> requests, TestKey? key = null)
    {
        var answers = new List<(string, HttpResponseMessage)>();
        foreach (var (method, path) in requests)
        {
            answers.Add(($"{method} {path}", await _api.Http.SendAsync(method, path, key)));
        }

        return answers;
    }

    /// <summary>Everything that is mapped, health checks included, with what stands for an id.</summary>
    private IEnumerable<(string Method, string Path)> Endpoints() => _api.Services.GetServices<EndpointDataSource>()
        .SelectMany(source => source.Endpoints)
        .OfType<RouteEndpoint>()
        .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            .Select(method => (method, endpoint.RoutePattern.RawText!.Replace("{id}", "0123456789abcdefghjkm00", StringComparison.Ordinal)
                .Replace("{name}", "no-such", StringComparison.Ordinal).TrimEnd('/'))));

    /// <summary>A page of the dashboard that is a form, for those who may send it.</summary>
    private static bool IsFormOfChange(string path) =>
        !path.StartsWith("/api/", StringComparison.Ordinal) && (path.Split('/')[^1] is "rerun" or "signal" or "emit" or "start" or "limits");

    private static bool IsAdminOnly(string path) => path == "/audit" || path.StartsWith("/api/v1/audit", StringComparison.Ordinal);
}
