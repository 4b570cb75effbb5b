using System.Buffers.Text;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Redflow.Testing;
using Xunit;

namespace Redflow.AppHost.Tests;

/// <summary>The whole system as the AppHost starts it, on data of the test's own, with an API that takes a key.</summary>
internal sealed class RunningSystem : IAsyncDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly DistributedApplication _app;
    private readonly string _folder;

    private RunningSystem(DistributedApplication app, string folder)
    {
        _app = app;
        _folder = folder;
        Http = app.CreateHttpClient("api");
    }

    public HttpClient Http { get; }

    public static async Task<RunningSystem> StartAsync(Action<IDistributedApplicationBuilder>? configure = null)
    {
        using var limit = new CancellationTokenSource(Limit);
        var folder = Directory.CreateTempSubdirectory("redflow-apphost-").FullName;
        string[] args = ["--redis", "garnet", "--data-folder", folder];
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Redflow_AppHost>(args, limit.Token);
        var key = AddKey(builder);
        configure?.Invoke(builder);
        var app = await builder.BuildAsync(limit.Token);
        await app.StartAsync(limit.Token);
        foreach (var resource in new[] { "api", "scheduler", "worker" })
        {
            await app.ResourceNotifications.WaitForResourceHealthyAsync(resource, limit.Token);
        }

        var system = new RunningSystem(app, folder);
        system.Http.DefaultRequestHeaders.Add("X-Api-Key", key);
        await Wait.UntilAsync(async () => (int)(await system.GetAsync("/api/v1/stats"))["workers"]! == 2, "both workers have registered", Limit);
        return system;
    }

    /// <summary>Closes the API, as in earnest. The AppHost's probe has no key.</summary>
    private static string AddKey(IDistributedApplicationBuilder builder)
    {
        var key = $"rf_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";
        builder.CreateResourceBuilder(builder.Resources.OfType<ProjectResource>().Single(project => project.Name == "api"))
            .WithEnvironment("Redflow__Api__Keys__test__Role", "operator")
            .WithEnvironment("Redflow__Api__Keys__test__Hash", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))));
        return key;
    }

    public async Task<JsonNode> GetAsync(string path) => (await Http.GetFromJsonAsync<JsonNode>(path))!;

    public async Task<JsonNode> EmitAsync(string workflow, object input, string query = "")
    {
        var response = await Http.PostAsJsonAsync($"/api/v1/workflows/{workflow}/runs{query}", input);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    public async Task<JsonNode> ResultAsync(JsonNode run)
    {
        var response = await Http.GetAsync($"/api/v1/runs/{run["id"]}/result?wait=60s");
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    /// <summary>The process of the worker that has a run; its id is the last part but one of the worker's.</summary>
    public async Task<Process> WorkerOfAsync(JsonNode run)
    {
        var worker = (string)(await GetAsync($"/api/v1/runs/{run["id"]}"))["worker"]!;
        return Process.GetProcessById(int.Parse(worker.Split('-')[^2], null));
    }

    /// <summary>The effects that <c>order-checkout</c> has left in its ledger.</summary>
    public IReadOnlyList<JsonNode> Ledger()
    {
        var file = Path.Combine(_folder, "samples", "ledger.jsonl");
        return File.Exists(file) ? [.. File.ReadLines(file).Select(line => JsonNode.Parse(line)!)] : [];
    }

    public Task<string?> RedisAsync() => _app.GetConnectionStringAsync("redis").AsTask();

    /// <summary>Kills the process of a resource, and starts it again once its end is noticed.</summary>
    public async Task KillAndRestartAsync(string resource)
    {
        using var limit = new CancellationTokenSource(Limit);
        var running = await _app.ResourceNotifications.WaitForResourceAsync(
            resource, found => found.Snapshot.State?.Text == KnownResourceStates.Running, limit.Token);
        var pid = Convert.ToInt32(running.Snapshot.Properties.Single(property => property.Name == "executable.pid").Value, null);
        Process.GetProcessById(pid).Kill();
        await _app.ResourceNotifications.WaitForResourceAsync(
            resource, found => KnownResourceStates.TerminalStates.Contains(found.Snapshot.State?.Text), limit.Token);
        await _app.ResourceCommands.ExecuteCommandAsync(running.ResourceId, KnownResourceCommands.StartCommand, limit.Token);
        await _app.ResourceNotifications.WaitForResourceHealthyAsync(resource, WaitBehavior.WaitOnResourceUnavailable, limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
