using System.Diagnostics;
using System.Text.Json;
using Microsoft.Playwright;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;
using Redflow.Dashboard.Tests.Hosting;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Testing;
using static Microsoft.Playwright.Assertions;

namespace Redflow.Dashboard.Tests.Pages;

/// <summary>What of a run is copied, searched and kept.</summary>
[Collection(PagesSuite.Name)]
public sealed class TextTests(DashboardFixture fixture)
{
    [SkippableFact]
    public async Task Command_that_is_copied_emits_the_same_run_again()
    {
        await using var window = await OpenAsync();
        await window.GoAsync($"/runs/{fixture.Succeeded}");
        await window.Page.GetByText("Emit the same from elsewhere").ClickAsync();

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Copy as curl" }).ClickAsync();
        await window.SeesAsync(".said", "Copied as curl");
        var command = await CopiedAsync(window);
        Assert.Equal(await window.Page.Locator("#recipe-curl").TextContentAsync(), command);
        Assert.DoesNotContain("Bearer", command, StringComparison.Ordinal);
        Skip.If(Programs.Find("curl") is null, "curl is not installed: apt-get install curl.");
        var emitted = RunId.Parse(JsonDocument.Parse(await RunAsync(command)).RootElement.GetProperty("id").GetString()!, null);

        var (run, first) = (await fixture.Client.GetRunAsync(emitted), await fixture.Client.GetRunAsync(fixture.Succeeded));
        Assert.Equal((first.Workflow, first.Queue, first.Input.As<Shop.Order>()), (run.Workflow, run.Queue, run.Input.As<Shop.Order>()));
        Assert.Equal(first.Tags, run.Tags);
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Code_that_is_copied_names_the_workflow_and_has_the_input()
    {
        await using var window = await OpenAsync();
        await window.GoAsync($"/runs/{fixture.Succeeded}");
        await window.Page.GetByText("Emit the same from elsewhere").ClickAsync();

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Copy as C#" }).ClickAsync();
        await window.SeesAsync(".said", "Copied as C#");

        Assert.Contains("client.EmitWorkflowAsync(\n    \"checkout\",\n    Payload.Parse(\"\"\"\n    {\n      \"number\": 4218", await CopiedAsync(window), StringComparison.Ordinal);
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Run_is_exported_with_its_steps_log_and_timeline()
    {
        await using var window = await OpenAsync();
        await window.GoAsync($"/runs/{fixture.Succeeded}");

        var download = await window.Page.RunAndWaitForDownloadAsync(() => window.Page.GetByRole(AriaRole.Link, new() { Name = "Export as JSON" }).ClickAsync()).Bounded();

        Assert.Equal($"run-{fixture.Succeeded}.json", download.SuggestedFilename);
        await using var file = await download.CreateReadStreamAsync();
        var whole = (await JsonDocument.ParseAsync(file)).RootElement;
        Assert.Equal("checkout", whole.GetProperty("run").GetProperty("workflow").GetString());
        Assert.Equal(4_218, whole.GetProperty("run").GetProperty("input").GetProperty("number").GetInt32());
        Assert.Equal(6, whole.GetProperty("steps").GetArrayLength());
        Assert.Contains("is being checked out", whole.GetProperty("log")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(Shop.Receipt, whole.GetProperty("timeline").GetProperty("children")[0].GetProperty("workflow").GetString());
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Reader_gets_no_more_of_a_run_as_text_than_on_its_page()
    {
        var key = TestKey.Of(ApiRole.Reader);
        await using var api = await fixture.StartApiAsync(["--environment=Production", "--Redflow:Api:Redact:0=$.input.card", .. key.Args]);
        foreach (var path in new[] { "export", "payload?of=input" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/runs/{fixture.Succeeded}/{path}", UriKind.Relative));
            request.Headers.Add("X-Api-Key", key.Text);
            using var response = await api.Http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();

            Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode} {path}");
            Assert.DoesNotContain("4111111111111111", text, StringComparison.Ordinal);
            Assert.Contains("[redacted]", text, StringComparison.Ordinal);
        }

        foreach (var path in new[] { "rerun", "signal" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/runs/{fixture.Waiting}/{path}", UriKind.Relative));
            request.Headers.Add("X-Api-Key", key.Text);
            using var response = await api.Http.SendAsync(request);

            Assert.Equal(System.Net.HttpStatusCode.Forbidden, response.StatusCode);
            Assert.Contains("You may look at this, and not change it", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public async Task Json_is_searched_and_its_paths_and_all_of_it_are_copied()
    {
        await using var window = await OpenAsync();
        await window.GoAsync($"/runs/{fixture.Succeeded}");
        var output = window.Page.Locator("section[aria-label=Output] .json");
        await output.Locator("summary").Filter(new() { HasText = "items" }).First.ClickAsync();
        await Expect(output.GetByText("\"tea\"")).ToBeHiddenAsync();

        await output.GetByLabel("Find in Output").FillAsync("TEA");
        await Expect(output.GetByText("\"tea\"")).ToBeVisibleAsync();
        await Expect(output.Locator("[data-json-found]")).ToHaveTextAsync("1 of 1");
        await Expect(output.Locator("[data-json-path]")).ToHaveTextAsync("$.items[0].name");
        await output.GetByRole(AriaRole.Button, new() { Name = "Copy the path" }).ClickAsync();
        await window.SeesAsync(".said", "Copied the path $.items[0].name");
        Assert.Equal("$.items[0].name", await CopiedAsync(window));
        await output.GetByLabel("Find in Output").FillAsync("name");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(output.Locator("[data-json-found]")).ToHaveTextAsync("2 of 2");
        await output.GetByLabel("Find in Output").FillAsync("coffee");
        await Expect(output.Locator("[data-json-found]")).ToHaveTextAsync("Not found");
        await output.GetByRole(AriaRole.Button, new() { Name = "Copy Output" }).ClickAsync();
        await window.SeesAsync(".said", "Copied Output");

        Assert.Equal(4_218, JsonDocument.Parse(await CopiedAsync(window)).RootElement.GetProperty("number").GetInt32());
        window.AssertQuiet();
    }

    [SkippableFact]
    public async Task Large_document_is_shown_in_part_and_all_of_it_is_a_click_away()
    {
        await using var window = await OpenAsync(width: 360);
        var input = new { Rows = Enumerable.Range(0, 20_000).Select(row => new { Row = row, Name = $"article {row}" }), Total = 20_000 };
        var run = await fixture.Client.EmitWorkflowAsync("not-there", Payload.From(input), new() { AllowUnregistered = true }).Bounded();
        var started = Stopwatch.GetTimestamp();
        await window.GoAsync($"/runs/{run.Id}");

        await Expect(window.Page.Locator("section[aria-label=Input]")).ToContainTextAsync("19,900 more");
        await Expect(window.Page.Locator("section[aria-label=Input] .member").Last).ToBeVisibleAsync();
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(5), $"It took {Stopwatch.GetElapsedTime(started)}.");
        await window.AssertFitsAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "All of it as text" }).ClickAsync();

        await Expect(window.Page.Locator("body")).ToContainTextAsync("article 19999");
        await run.CancelAsync("seen").Bounded();
        window.AssertQuiet();
    }

    private async Task<Window> OpenAsync(int width = 1280)
    {
        var window = await fixture.OpenAsync(width: width);
        await window.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]).Bounded();
        return window;
    }

    private static Task<string> CopiedAsync(Window window) => window.Page.EvaluateAsync<string>("navigator.clipboard.readText()").Bounded();

    private static async Task<string> RunAsync(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var answer = shell.StandardOutput.ReadToEndAsync();
        var complaints = shell.StandardError.ReadToEndAsync();
        await shell.WaitForExitAsync().Bounded();
        Assert.True(shell.ExitCode == 0, await complaints);
        return await answer;
    }
}
