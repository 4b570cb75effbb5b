using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Redflow.Api;
using Redflow.Client;
using Redflow.Fuzz.Tests.Client;
using Redflow.Fuzz.Tests.Storm;
using Redflow.Runs;
using Redflow.Testing;

namespace Redflow.Fuzz.Tests.Http;

/// <summary>Requests to a started API over Redis, through sockets. A line: the head without what every request needs, and the body.</summary>
public sealed class HttpTests(GarnetServer garnet) : IClassFixture<GarnetServer>
{
    private const int HttpVersionNotSupported = 505;

    private readonly HashSet<string> _accepted = [];

    /// <summary>How many runs backfills have started, whose ids they do not tell.</summary>
    private int _backfilled;

    /// <summary>How many requests ended without an answer that may have started a run.</summary>
    private int _unanswered;

    [Fact]
    public async Task Request_is_answered_with_a_problem_of_its_own_or_done_whole()
    {
        await using var app = ApiApplication.Build(
        [
            "--urls=http://127.0.0.1:0", "--environment=Development", $"--ConnectionStrings:redis={garnet.ConnectionString}", $"--Aspire:Redflow:Client:Prefix=fuzz-{Guid.NewGuid():N}",
            "--Logging:LogLevel:Default=None",
        ]);
        await app.StartAsync().Bounded();
        var client = app.Services.GetRequiredService<RedflowClient>();
        await app.Services.GetRequiredService<Storage.IRedflowStore>().RegisterWorkflowsAsync(Registered.All);
        var port = new Uri(app.Urls.Single()).Port;

        await new ShotStorm("http", 600).BreakAsync(Requests.Make, shot => TakeAsync(shot, port));

        var stored = await StoredRuns.CheckAsync(client);
        Assert.Empty(_accepted.Except(stored.Select(id => id.ToString())));
        Assert.InRange(stored.Count - _accepted.Count - _backfilled, 0, _unanswered);
        Assert.Equal(200, (await new RawRequest(new("GET /health HTTP/1.1")).SendAsync(port)).Status);
    }

    private async Task TakeAsync(Shot shot, int port)
    {
        var request = new RawRequest(shot);
        var reply = await request.SendAsync(port);
        if (reply.Status == 0)
        {
            Assert.False(request.IsWhole, "The request was not answered.");
            _unanswered++;
            return;
        }

        var body = Encoding.UTF8.GetString(reply.Body);
        Assert.True(reply.Status is (>= 200 and < 500) or HttpVersionNotSupported, $"{reply.Head}\n{body}");
        if (reply.Status >= 400)
        {
            CheckProblem(reply, body);
        }
        else if (body.Length > 0 && reply.Head.Contains("application/json", StringComparison.Ordinal))
        {
            Note(reply, body);
        }
    }

    /// <summary>What the server can not read as HTTP has no body; all else is a problem of a kind that the reference lists.</summary>
    private static void CheckProblem(RawReply reply, string body)
    {
        if (body.Length == 0)
        {
            return;
        }

        Assert.Contains("application/problem+json", reply.Head, StringComparison.Ordinal);
        var problem = JsonNode.Parse(body)!;
        Assert.Equal(reply.Status, problem["status"]!.GetValue<int>());
        Assert.NotEmpty(problem["title"]!.GetValue<string>());
    }

    private void Note(RawReply reply, string body)
    {
        var json = JsonNode.Parse(body, documentOptions: new() { MaxDepth = 80 });
        if (reply.Status == 202 && json is JsonObject run && run["id"]?.GetValue<string>() is { } id && run.ContainsKey("traceParent"))
        {
            Assert.True(RunId.TryParse(id, null, out _));
            _accepted.Add(id);
        }

        _backfilled += json is JsonObject backfill && backfill["started"] is { } started ? started.GetValue<int>() : 0;
    }
}
