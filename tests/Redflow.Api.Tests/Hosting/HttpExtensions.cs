using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Redflow.Api.Tests.Hosting;

/// <summary>Requests and answers as the tests write and read them.</summary>
internal static class HttpExtensions
{
    public static Task<HttpResponseMessage> AskAsync(this HttpClient http, string path) => http.GetAsync(new Uri(path, UriKind.Relative));

    public static Task<HttpResponseMessage> AskAsync(this HttpClient http, string path, TestKey key) => http.SendAsync("GET", path, key);

    /// <summary>Sends a request without a body, with a key or without one.</summary>
    public static async Task<HttpResponseMessage> SendAsync(this HttpClient http, string method, string path, TestKey? key = null)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(path, UriKind.Relative));
        if (key is not null)
        {
            request.Headers.Authorization = new("Bearer", key.Text);
        }

        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public static Task<HttpResponseMessage> SendJsonAsync(
        this HttpClient http, string path, string? json = null, params (string Name, string Value)[] headers) =>
        http.SendBodyAsync(path, json is null ? null : Json(json), headers);

    public static async Task<HttpResponseMessage> PutJsonAsync(this HttpClient http, string path, string? json)
    {
        using var body = json is null ? null : Json(json);
        return await http.PutAsync(new Uri(path, UriKind.Relative), body);
    }

    public static async Task<HttpResponseMessage> SendBodyAsync(
        this HttpClient http, string path, HttpContent? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = body };
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        return await http.SendAsync(request);
    }

    /// <summary>Emits a run and returns its id.</summary>
    public static async Task<string> EmitAsync(this HttpClient http, string workflow, string? json = null, string query = "")
    {
        var response = await http.SendJsonAsync($"/api/v1/workflows/{workflow}/runs{query}", json);
        return (await response.JsonAsync(HttpStatusCode.Accepted)).Text("id");
    }

    /// <summary>Waits for a run's end.</summary>
    public static async Task EndAsync(this HttpClient http, string id)
    {
        var response = await http.AskAsync($"/api/v1/runs/{id}/result?wait=25s");
        Assert.NotEqual(HttpStatusCode.Accepted, response.StatusCode);
    }

    public static async Task<JsonNode> JsonAsync(this HttpResponseMessage response, HttpStatusCode status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, $"{(int)response.StatusCode} {text}");
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return JsonNode.Parse(text, documentOptions: new() { MaxDepth = 100 })!;
    }

    /// <summary>Asserts that the answer is this problem, and returns it.</summary>
    public static async Task<JsonNode> ProblemAsync(this HttpResponseMessage response, string slug)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True("application/problem+json" == response.Content.Headers.ContentType?.MediaType, $"{(int)response.StatusCode} {text}");
        var type = Problems.All.Single(type => type.Slug == slug);
        var problem = JsonNode.Parse(text)!;
        Assert.Equal(type.Uri, problem.Text("type"));
        Assert.Equal(type.Title, problem.Text("title"));
        Assert.Equal(type.Status, problem["status"]!.GetValue<int>());
        Assert.Equal(type.Status, (int)response.StatusCode);
        return problem;
    }

    public static string Text(this JsonNode node, string member) => node[member]!.GetValue<string>();

    public static StringContent Json(string json) => new(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
}
