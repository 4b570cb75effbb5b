using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Redflow.Cli.Tests.Hosting;
using Redflow.Testing;

namespace Redflow.Cli.Tests.Http;

public sealed class EventStreamTests
{
    [Fact]
    public async Task Next_connection_goes_on_behind_the_last_event_of_the_one_before()
    {
        var connections = new ConcurrentQueue<(string LastEventId, string Query)>();
        await using var api = await FakeApi.StartAsync(async context =>
        {
            connections.Enqueue((context.Request.Headers["Last-Event-ID"].ToString(), context.Request.QueryString.ToString()));
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(connections.Count == 1
                ? "event: open\ndata: {}\nid: 7\n\nevent: runs\ndata: {\"runs\":[{\"id\":\"a\",\"workflow\":\"w\",\"status\":\"queued\"}]}\nid: 8\n\n"
                : "event: missed\ndata: {}\n\nevent: runs\ndata: {\"runs\":[{\"id\":\"a\",\"workflow\":\"w\",\"status\":\"running\"}]}\nid: 9\n\n");
        });
        using var interrupt = new CancellationTokenSource();
        var desk = new Desk(api.Url);

        var watching = desk.RunAsync(["runs", "watch", "--workflow", "w"], interrupt.Token);
        await desk.WrittenAsync("running");
        await interrupt.CancelAsync();

        var said = (await watching).Ended(ExitCode.Interrupted);
        Assert.Equal([("", "?topics=runs&workflow=w"), ("8", "?topics=runs&workflow=w")], connections.Take(2));
        Assert.Contains("queued", said.Lines[0], StringComparison.Ordinal);
        Assert.Contains("Some changes were missed", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_that_is_refused_is_not_asked_for_again()
    {
        var asked = 0;
        await using var api = await FakeApi.StartAsync(context =>
        {
            asked++;
            (context.Response.StatusCode, context.Response.ContentType) = (401, "application/problem+json");
            return context.Response.WriteAsync("""{"type":"/problems/unauthorized","detail":"No."}""");
        });

        (await new Desk(api.Url).RunAsync(["runs", "watch"]).Bounded()).Ended(ExitCode.NotAllowed);

        Assert.Equal(1, asked);
    }
}
