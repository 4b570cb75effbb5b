using System.Net;
using System.Text.Json;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;
using Redflow.Dashboard.Exports;
using Redflow.Dashboard.Tests.Hosting;

namespace Redflow.Dashboard.Tests.Exports;

[Collection(PagesSuite.Name)]
public sealed class ExportTests(DashboardFixture fixture)
{
    private const string Tag = "tenant=42";

    [SkippableFact]
    public async Task What_a_search_finds_is_exported_as_csv_page_after_page()
    {
        await using var annex = await Annex.StartAsync(fixture);
        await annex.EmitAsync(600, "=1+1", Tag);

        using var response = await GetAsync(annex, $"/runs/export.csv?q=tag:{Uri.EscapeDataString(Tag)}");

        Assert.Equal("text/csv; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Matches(@"^redflow-runs-\d{8}-\d{6}\.csv$", response.Content.Headers.ContentDisposition.FileName!.Trim('"'));
        Assert.Equal($"{RunExport.MaxRuns}", Assert.Single(response.Headers.GetValues(RunExportEndpoints.LimitHeader)));
        var lines = (await response.Content.ReadAsStringAsync()).Split("\r\n");
        Assert.StartsWith("id,workflow,queue,status,", lines[0], StringComparison.Ordinal);
        Assert.Equal(600, lines[1..^1].Distinct().Count());
        Assert.All(lines[1..^1], line => Assert.Contains($"\"'=1+1 {Tag}\"", line, StringComparison.Ordinal));
        Assert.Empty(lines[^1]);
    }

    [SkippableFact]
    public async Task What_a_search_finds_is_exported_as_json()
    {
        await using var annex = await Annex.StartAsync(fixture);
        await annex.EmitAsync(3, Tag);

        using var response = await GetAsync(annex, $"/runs/export.json?q=tag:{Uri.EscapeDataString(Tag)}");
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        var root = document.RootElement;
        Assert.Equal(($"tag:{Tag}", RunExport.MaxRuns, false), (root.GetProperty("query").GetString(), root.GetProperty("limit").GetInt32(), root.GetProperty("isCut").GetBoolean()));
        Assert.Equal(3, root.GetProperty("runs").GetArrayLength());
        Assert.All(root.GetProperty("runs").EnumerateArray(), run => Assert.Equal("scheduled", run.GetProperty("status").GetString()));
        using var none = await GetAsync(annex, "/runs/export.json?q=tag:nobody");
        Assert.Contains("\"runs\":[]", await none.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Reader_exports_no_more_than_the_list_shows()
    {
        var reader = TestKey.Of(ApiRole.Reader);
        await using var annex = await Annex.StartAsync(fixture, ["--environment=Production", "--Redflow:Api:Redact:0=$.tags", .. reader.Args]);
        await annex.EmitAsync(2, Tag);
        foreach (var extension in (string[])["csv", "json"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/runs/export.{extension}?q=workflow:{Shop.Reminder}", UriKind.Relative));
            request.Headers.Authorization = new("Bearer", reader.Text);

            using var response = await annex.Api.Http.SendAsync(request);

            var text = await response.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.DoesNotContain(Tag, text, StringComparison.Ordinal);
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

    private static async Task<HttpResponseMessage> GetAsync(Annex annex, string path)
    {
        var response = await annex.Api.Http.GetAsync(new Uri(path, UriKind.Relative));
        return response.EnsureSuccessStatusCode();
    }
}
