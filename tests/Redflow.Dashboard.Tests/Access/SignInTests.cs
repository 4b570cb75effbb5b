using Microsoft.Playwright;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;
using Redflow.Dashboard.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.Access;

[Collection(DashboardSuite.Name)]
public sealed class SignInTests(DashboardFixture fixture)
{
    private readonly TestKey _reader = TestKey.Of(ApiRole.Reader);
    private readonly TestKey _operator = TestKey.Of(ApiRole.Operator);

    [SkippableFact]
    public async Task Browser_is_sent_to_the_form_and_from_there_to_where_it_wanted_to_be()
    {
        await using var api = await fixture.StartApiAsync(_operator);
        await using var window = await fixture.OpenAsync(api);

        await window.GoAsync($"/runs/{fixture.Waiting}");
        await window.Page.GetByLabel("API key").FillAsync(_operator.Text);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Expect(window.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/runs/{fixture.Waiting}$"));
        await Expect(window.Page.Locator(".who")).ToContainTextAsync(_operator.Name);
        var cookie = (await window.Page.Context.CookiesAsync()).Single(cookie => cookie.Name == "redflow-session");
        Assert.True(cookie is { HttpOnly: true, SameSite: SameSiteAttribute.Strict });
        Assert.DoesNotContain(_operator.Text, cookie.Value, StringComparison.Ordinal);
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Key_that_is_not_known_is_refused()
    {
        await using var api = await fixture.StartApiAsync(_operator);
        await using var window = await fixture.OpenAsync(api);

        await window.SignInAsync(_reader);

        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This key is not known");
        await window.GoAsync("/runs");
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Sign in");
    }

    [SkippableFact]
    public async Task Reader_is_offered_no_changes_and_an_operator_is()
    {
        await using var api = await fixture.StartApiAsync(_reader, _operator);
        await using var reader = await fixture.OpenAsync(api);
        await using var operating = await fixture.OpenAsync(api);
        await reader.SignInAsync(_reader);
        await operating.SignInAsync(_operator);

        await reader.GoAsync($"/runs/{fixture.Waiting}");
        await operating.GoAsync($"/runs/{fixture.Waiting}");

        await Expect(reader.Page.Locator("header.run button")).ToHaveCountAsync(0);
        await Expect(operating.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel", Exact = true })).ToHaveCountAsync(1);
        var refused = await reader.Page.EvaluateAsync<int>($"fetch('/runs/{fixture.Waiting}/cancel', {{ method: 'POST' }}).then(response => response.status)");
        Assert.Equal(403, refused);
        operating.AssertQuiet();
    }

    [SkippableFact]
    public async Task Session_reads_the_api_and_changes_nothing_there()
    {
        await using var api = await fixture.StartApiAsync(_operator);
        await using var window = await fixture.OpenAsync(api);
        await window.SignInAsync(_operator);

        var read = await window.Page.EvaluateAsync<int>("fetch('/api/v1/stats').then(response => response.status)");
        var changed = await window.Page.EvaluateAsync<int>($"fetch('/api/v1/runs/{fixture.Waiting}/cancel', {{ method: 'POST' }}).then(response => response.status)");

        Assert.Equal((200, 401), (read, changed));
    }

    [SkippableFact]
    public async Task Key_that_is_removed_ends_its_session_at_once()
    {
        var folder = Directory.CreateTempSubdirectory("redflow-test-");
        var keys = new KeysFile(Path.Combine(folder.FullName, "keys.json"));
        Assert.True(keys.TryAdd("gone", ApiRole.Reader, ApiKey.Hash(_reader.Text), DateTimeOffset.UnixEpoch));
        Assert.True(keys.TryAdd("kept", ApiRole.Reader, ApiKey.Hash(_operator.Text), DateTimeOffset.UnixEpoch));
        await using var api = await fixture.StartApiAsync("--environment=Production", $"--Redflow:Api:KeysFile={keys.Path}");
        await using var window = await fixture.OpenAsync(api);
        await window.SignInAsync(_reader);
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Overview");

        Assert.True(keys.TryRemove("gone"));

        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Sign in");
        folder.Delete(recursive: true);
    }

    [SkippableFact]
    public async Task Who_signs_out_has_to_sign_in_again()
    {
        await using var api = await fixture.StartApiAsync(_reader);
        await using var window = await fixture.OpenAsync(api);
        await window.SignInAsync(_reader);

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Sign in");

        await window.GoAsync("/runs");
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Sign in");
        window.AssertQuiet();
    }

    [SkippableTheory]
    [InlineData("//elsewhere.example.com")]
    [InlineData("/\\elsewhere.example.com")]
    [InlineData("https://elsewhere.example.com")]
    public async Task Nobody_is_led_to_another_site(string to)
    {
        await using var api = await fixture.StartApiAsync(_reader);
        await using var window = await fixture.OpenAsync(api);

        await window.GoAsync($"/signin?to={Uri.EscapeDataString(to)}");

        Assert.Equal("/", await window.Page.Locator("input[name=to]").InputValueAsync());
    }

    [SkippableFact]
    public async Task Reader_sees_no_more_than_over_http()
    {
        await using var api = await fixture.StartApiAsync(["--environment=Production", "--Redflow:Api:Redact:0=$.input.card", "--Redflow:Api:Redact:1=$.tags", .. _reader.Args]);
        await using var window = await fixture.OpenAsync(api);
        await window.SignInAsync(_reader);

        await window.GoAsync($"/runs/{fixture.Succeeded}");
        var whole = await window.Page.ContentAsync();
        await window.GoAsync("/runs");

        Assert.DoesNotContain("4111111111111111", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("is being checked out", whole, StringComparison.Ordinal);
        Assert.Contains("[redacted]", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("tenant=", await window.Page.Locator("tbody").InnerTextAsync(), StringComparison.Ordinal);
        await window.GoAsync($"/runs/{fixture.Failed}");
        Assert.DoesNotContain("Row 118", await window.Page.ContentAsync(), StringComparison.Ordinal);
        window.AssertQuiet();
    }
}
