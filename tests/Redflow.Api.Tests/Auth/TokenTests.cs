using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Auth;

[Collection(ApiSuite.Name)]
public sealed class TokenTests(ApiFixture fixture) : IAsyncLifetime
{
    private const string Reads = "/api/v1/stats";
    private const string Changes = "/api/v1/runs/0123456789abcdefghjkm00/cancel";

    private readonly TestKey _key = TestKey.Of(ApiRole.Admin);
    private TokenIssuer _issuer = null!;
    private ApiServer _api = null!;

    public async Task InitializeAsync()
    {
        _issuer = await TokenIssuer.StartAsync();
        _api = await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _api.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task Token_of_the_issuer_is_taken_for_the_role_that_it_names()
    {
        var (reader, @operator, admin) = (_issuer.Sign("reader"), _issuer.Sign("unrelated operator"), _issuer.Sign("admin reader"));

        Assert.Equal(HttpStatusCode.OK, (await SendAsync("GET", Reads, reader)).StatusCode);
        await (await SendAsync("POST", Changes, reader)).ProblemAsync("forbidden");
        await (await SendAsync("POST", Changes, @operator)).ProblemAsync("run-not-found");
        await (await SendAsync("GET", "/api/v1/audit", @operator)).ProblemAsync("forbidden");
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("GET", "/api/v1/audit", admin)).StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("owner")]
    [InlineData("readers")]
    public async Task Valid_token_without_a_role_may_do_nothing(string? roles)
    {
        await (await SendAsync("GET", Reads, _issuer.Sign(roles))).ProblemAsync("forbidden");
    }

    [Fact]
    public async Task Token_that_is_not_valid_is_401()
    {
        using var other = RSA.Create(2048);
        string[] tokens =
        [
            _issuer.Sign("admin", token => token.Audience = "another"), _issuer.Sign("admin", token => token.Issuer = "https://another.example"),
            _issuer.Sign("admin", token => token.Expires = DateTime.UtcNow.AddMinutes(-2)), _issuer.Sign("admin", token => token.Expires = null),
            _issuer.Sign("admin", token => token.NotBefore = DateTime.UtcNow.AddMinutes(2)), _issuer.Sign("admin", token => token.SigningCredentials = null),
            _issuer.Sign("admin", token => token.SigningCredentials = new(new RsaSecurityKey(other) { KeyId = "first" }, SecurityAlgorithms.RsaSha256)),
            _issuer.Sign("admin")[..^5] + "AAAAA", "a.b.c", "nonsense",
        ];

        foreach (var token in tokens)
        {
            var response = await SendAsync("GET", Reads, token);

            await response.ProblemAsync("unauthorized");
            Assert.Contains("invalid_token", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Key_is_taken_beside_tokens_and_neither_is_401()
    {
        Assert.Equal(HttpStatusCode.OK, (await _api.Http.AskAsync(Reads, _key)).StatusCode);
        await (await _api.Http.AskAsync(Reads)).ProblemAsync("unauthorized");
        Assert.Equal(HttpStatusCode.OK, (await _api.Http.AskAsync("/alive")).StatusCode);
    }

    [Fact]
    public async Task Roles_are_read_from_the_claim_and_the_values_that_are_configured()
    {
        await using var api = await StartAsync("--Redflow:Api:Jwt:RoleClaim=groups", "--Redflow:Api:Jwt:Operators:0=ops", "--Redflow:Api:Jwt:Operators:1=oncall");
        var token = _issuer.Sign("admin", descriptor => descriptor.Claims["groups"] = new[] { "staff", "oncall" });
        var word = _issuer.Sign(null, descriptor => descriptor.Claims["groups"] = "operator");

        await (await SendAsync("POST", Changes, token, api)).ProblemAsync("run-not-found");
        await (await SendAsync("GET", "/api/v1/audit", token, api)).ProblemAsync("forbidden");
        await (await SendAsync("GET", Reads, word, api)).ProblemAsync("forbidden");
    }

    [Fact]
    public async Task Change_by_token_is_noted_under_its_subject()
    {
        await SendAsync("POST", Changes, _issuer.Sign("operator"));

        var log = await (await _api.Http.AskAsync("/api/v1/audit", _key)).JsonAsync(HttpStatusCode.OK);

        Assert.Contains(log["entries"]!.AsArray(), entry => entry!["caller"]?.GetValue<string>() == "jwt:alice");
    }

    [Fact]
    public async Task Token_is_in_no_answer_log_or_trace()
    {
        using var overheard = new Overheard();
        await using var api = await StartAsync(Overheard.Args);
        overheard.Join(api);
        string[] tokens = [_issuer.Sign("operator"), _issuer.Sign("admin", token => token.Audience = "another"), _issuer.Sign("admin")[..^5] + "AAAAA"];

        foreach (var token in tokens)
        {
            var answer = await SendAsync("POST", Changes, token, api);

            Assert.DoesNotContain(token, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Contains("/api/v1/runs", overheard.Text, StringComparison.Ordinal);
        Assert.All(tokens, token => Assert.All(token.Split('.')[1..], part => Assert.DoesNotContain(part, overheard.Text, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Issuer_is_enough_to_start_outside_development()
    {
        await using var api = await fixture.StartAnotherAsync(["--environment=Production", .. _issuer.Args]);

        await (await api.Http.AskAsync(Reads)).ProblemAsync("unauthorized");
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("GET", Reads, _issuer.Sign("reader"), api)).StatusCode);
    }

    [Theory]
    [InlineData("https://issuer.example", "")]
    [InlineData("", "redflow")]
    [InlineData("http://issuer.example", "redflow")]
    [InlineData("issuer.example", "redflow")]
    public async Task Issuer_that_can_not_be_refuses_the_start(string authority, string audience)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            fixture.StartAnotherAsync($"--Redflow:Api:Jwt:Authority={authority}", $"--Redflow:Api:Jwt:Audience={audience}"));

        Assert.Contains("Redflow:Api:Jwt", refused.Message, StringComparison.Ordinal);
    }

    private Task<ApiServer> StartAsync(params string[] args) => fixture.StartAnotherAsync([.. _key.Args, .. _issuer.Args, .. args]);

    private async Task<HttpResponseMessage> SendAsync(string method, string path, string token, ApiServer? api = null)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(path, UriKind.Relative));
        request.Headers.Authorization = new("Bearer", token);
        return await (api ?? _api).Http.SendAsync(request);
    }
}
