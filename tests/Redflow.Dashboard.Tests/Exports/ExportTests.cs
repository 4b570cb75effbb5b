using System.Net;
using System.Text.Json;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;
using Redflow.Client;
using Redflow.Dashboard.Exports;
using Redflow.Dashboard.Tests.Hosting;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;

namespace Redflow.Dashboard.Tests.Exports;

[Collection(DashboardSuite.Name)]
public sealed class ExportTests(DashboardFixture fixture)
{
    private readonly string _tag = $"export-{Guid.NewGuid():N}";

    [SkippableFact]
    public async Task What_a_search_finds_is_exported_as_csv_page_after_page()
    {
        DashboardFixture.SkipWithoutBrowser();
        await EmitAsync(600, _tag, "=1+1");

        using var response = await GetAsync($"/runs/export.csv?q=tag:{_tag}");

        Assert.Equal("text/csv; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Matches(@"^redflow-runs-\d{8}-\d{6}\.csv$", response.Content.Headers.ContentDisposition.FileName!.Trim('"'));
        Assert.Equal($"{RunExport.MaxRuns}", Assert.Single(response.Headers.GetValues(RunExportEndpoints.LimitHeader)));
        var lines = (await response.Content.ReadAsStringAsync()).Split("\r\n");
        Assert.StartsWith("id,workflow,queue,status,", lines[0], StringComparison.Ordinal);
        Assert.Equal(600, lines[1..^1].Distinct().Count());
        Assert.All(lines[1..^1], line => Assert.Contains($"\"'=1+1 {_tag}\"", line, StringComparison.Ordinal));
        Assert.Empty(lines[^1]);
    }

    [SkippableFact]
    public async Task What_a_search_finds_is_exported_as_json()
    {
        DashboardFixture.SkipWithoutBrowser();
        await EmitAsync(3, _tag);

        using var response = await GetAsync($"/runs/export.json?q=tag:{_tag}");
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        var root = document.RootElement;
        Assert.Equal(($"tag:{_tag}", RunExport.MaxRuns, false), (root.GetProperty("query").GetString(), root.GetProperty("limit").GetInt32(), root.GetProperty("isCut").GetBoolean()));
        Assert.Equal(3, root.GetProperty("runs").GetArrayLength());
        Assert.All(root.GetProperty("runs").EnumerateArray(), run => Assert.Equal("scheduled", run.GetProperty("status").GetString()));
        using var none = await GetAsync("/runs/export.json?q=tag:nobody");
        Assert.Contains("\"runs\":[]", await none.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Reader_exports_no_more_than_the_list_shows()
    {
        DashboardFixture.SkipWithoutBrowser();
        var reader = TestKey.Of(ApiRole.Reader);
        await EmitAsync(2, _tag);
        await using var api = await fixture.StartApiAsync(["--environment=Production", "--Redflow:Api:Redact:0=$.tags", .. reader.Args]);
        foreach (var extension in (string[])["csv", "json"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/runs/export.{extension}?q=workflow:{Shop.Reminder}", UriKind.Relative));
            request.Headers.Authorization = new("Bearer", reader.Text);

            using var response = await api.Http.SendAsync(request);

            var text = await response.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.DoesNotContain(_tag, text, StringComparison.Ordinal);
            Assert.Contains("[redacted]", text, StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public async Task Search_that_cannot_be_read_is_not_exported()
    {
        DashboardFixture.SkipWithoutBrowser();

        using var response = await fixture.Api.Http.GetAsync(new Uri("/runs/export.csv?q=colour:red", UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("There is no &#x27;colour:&#x27;", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> GetAsync(string path)
    {
        var response = await fixture.Api.Http.GetAsync(new Uri(path, UriKind.Relative));
        return response.EnsureSuccessStatusCode();
    }

    private Task EmitAsync(int count, params string[] tags) => fixture.Client.EmitManyAsync(
        new WorkflowRef<Shop.Order, string>(Shop.Reminder),
        [.. Enumerable.Range(1, count).Select(number => new Shop.Order(number, "Ada", 1))],
        _ => new() { Delay = TimeSpan.FromDays(1), Tags = [.. tags.Order(StringComparer.Ordinal)] }).Bounded();
}
