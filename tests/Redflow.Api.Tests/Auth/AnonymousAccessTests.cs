using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;
using Redflow.Testing;

namespace Redflow.Api.Tests.Auth;

[Collection(ApiSuite.Name)]
public sealed class AnonymousAccessTests(ApiFixture fixture)
{
    private const string Open = "--Redflow:Api:AllowAnonymous=true";

    [Fact]
    public async Task Outside_development_the_api_refuses_to_start_and_names_the_setting()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => fixture.StartAnotherAsync("--environment=Production"));

        Assert.Contains("Redflow:Api:AllowAnonymous", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Program_that_refuses_to_start_ends_with_1()
    {
        var main = typeof(ApiApplication).Assembly.EntryPoint!;

        var exitCode = main.Invoke(null, [new[] { "--environment=Staging", "--urls=http://127.0.0.1:0" }]);

        Assert.Equal(1, exitCode);
    }

    [Fact]
    public async Task Outside_development_the_api_starts_when_it_is_told_to_be_open()
    {
        await using var api = await fixture.StartAnotherAsync("--environment=Production", Open);

        Assert.Equal(HttpStatusCode.OK, (await api.Http.AskAsync("/api/v1/stats")).StatusCode);
    }

    [Theory]
    [InlineData("Host", "redflow.example")]
    [InlineData("Host", "localhost.example:5080")]
    [InlineData("Origin", "https://redflow.example")]
    [InlineData("Origin", "null")]
    public async Task In_development_another_host_or_origin_is_403(string header, string value)
    {
        var response = await SendAsync(fixture.Http, header, value);

        await response.ProblemAsync("local-only");
    }

    [Theory]
    [InlineData("Host", "localhost:5080")]
    [InlineData("Host", "api.localhost")]
    [InlineData("Host", "[::1]:5080")]
    [InlineData("Origin", "http://localhost:3000")]
    public async Task In_development_names_of_this_machine_are_served(string header, string value)
    {
        var response = await SendAsync(fixture.Http, header, value);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("https://elsewhere.example", null)]
    [InlineData("https://elsewhere.example", "cross-site")]
    [InlineData("https://ops.redflow.example", "same-site")]
    [InlineData("null", null)]
    [InlineData("http://redflow.example:81", null)]
    [InlineData(null, "cross-site")]
    public async Task Change_that_a_page_of_another_origin_sends_is_403_however_open_the_api_is(string? origin, string? site)
    {
        await using var api = await fixture.StartAnotherAsync(Open);

        await (await ChangeAsync(api.Http, origin, site)).ProblemAsync("cross-origin");
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("http://redflow.example", null)]
    [InlineData("https://REDFLOW.example", null)]
    [InlineData("http://redflow.example", "same-origin")]
    [InlineData("http://proxied.example", "same-origin")]
    [InlineData(null, "none")]
    [InlineData("https://ops.example.com", "cross-site")]
    public async Task Change_of_a_program_of_its_own_page_or_of_a_configured_origin_is_taken_where_everyone_may(string? origin, string? site)
    {
        await using var api = await fixture.StartAnotherAsync(Open, "--Redflow:Api:Cors:Origins:0=https://ops.example.com");

        await (await ChangeAsync(api.Http, origin, site)).ProblemAsync("run-not-found");
    }

    /// <summary>They are not asked where they come from, since each has a token.</summary>
    [Fact]
    public async Task Every_form_of_the_dashboard_is_refused_without_its_token()
    {
        await using var api = await fixture.StartAnotherAsync(Open);
        var forms = api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<Sessions.Forms>() is not null && endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Contains("POST"))
            .Select(endpoint => $"/{endpoint.RoutePattern.RawText!.TrimStart('/').Replace("{id}", "0123456789abcdefghjkm00", StringComparison.Ordinal).Replace("{name}", "work", StringComparison.Ordinal)}")
            .Except(["/signout"])
            .ToArray();

        Assert.InRange(forms.Length, 15, int.MaxValue);
        foreach (var form in forms)
        {
            using var empty = new FormUrlEncodedContent([]);
            var response = await api.Http.SendBodyAsync(form, empty, ("Sec-Fetch-Site", "cross-site")).Bounded();

            Assert.True(response.StatusCode == HttpStatusCode.BadRequest, $"{response.StatusCode} {form}");
            Assert.Matches("The form (is|was) too old", await response.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task Change_with_a_key_is_taken_from_a_page_of_any_origin()
    {
        var key = TestKey.Of(ApiRole.Operator);
        await using var api = await fixture.StartAnotherAsync(key.Args);

        await (await ChangeAsync(api.Http, "https://elsewhere.example", "cross-site", ("X-Api-Key", key.Text))).ProblemAsync("run-not-found");
    }

    [SkippableFact]
    public async Task In_development_a_connection_to_another_address_is_403_unless_open()
    {
        var address = OwnAddress();
        Skip.If(address is null, "This machine has no address but loopback.");
        await using var local = await fixture.StartAnotherAsync($"--urls=http://{address}:0");
        await using var open = await fixture.StartAnotherAsync($"--urls=http://{address}:0", Open);

        await (await SendAsync(local.Http, "Host", "localhost")).ProblemAsync("local-only");
        Assert.Equal(HttpStatusCode.OK, (await open.Http.AskAsync("/api/v1/stats")).StatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/stats", UriKind.Relative));
        Assert.True(request.Headers.TryAddWithoutValidation(header, value));
        return await http.SendAsync(request).Bounded();
    }

    /// <summary>Sends a change without a body, as browsers send it without asking first.</summary>
    private static Task<HttpResponseMessage> ChangeAsync(HttpClient http, string? origin, string? site, params (string Name, string Value)[] more)
    {
        (string Name, string? Value)[] said = [("Host", "redflow.example"), ("Origin", origin), ("Sec-Fetch-Site", site)];
        return http.SendBodyAsync(
            "/api/v1/runs/0123456789abcdefghjkm00/cancel", null, [.. said.Where(header => header.Value is not null).Select(header => (header.Name, header.Value!)), .. more]).Bounded();
    }

    private static IPAddress? OwnAddress() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus == OperationalStatus.Up)
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
}
