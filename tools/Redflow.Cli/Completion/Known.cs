using System.CommandLine.Completions;
using System.Text.Json;
using Redflow.Cli.Http;

namespace Redflow.Cli.Completion;

/// <summary>What the API has, for a shell to offer. Whoever presses a key waits a moment at most, and sees no error.</summary>
internal static class Known
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static Func<CompletionContext, IEnumerable<string>> Runs(Tool tool) => Of(tool, ApiPath.Of($"runs"), "runs", "id");

    public static Func<CompletionContext, IEnumerable<string>> Workflows(Tool tool) => Of(tool, ApiPath.Of($"workflows"), "workflows", "name");

    public static Func<CompletionContext, IEnumerable<string>> Queues(Tool tool) => Of(tool, ApiPath.Of($"queues"), "queues", "name");

    public static Func<CompletionContext, IEnumerable<string>> Schedules(Tool tool) => Of(tool, ApiPath.Of($"schedules"), "schedules", "id");

    public static Func<CompletionContext, IEnumerable<string>> Bulks(Tool tool) => Of(tool, ApiPath.Of($"bulk"), "operations", "id");

    private static Func<CompletionContext, IEnumerable<string>> Of(Tool tool, string path, string list, string member) => context =>
    {
        try
        {
            using var limit = new CancellationTokenSource(Patience);
            using var session = tool.Open(context.ParseResult);

            // The library asks for completions in a call that can't await; nothing else runs meanwhile.
            var reply = session.Api.GetAsync($"{path}?limit=100", limit.Token).GetAwaiter().GetResult();
            return [.. reply.ReadPage<Dictionary<string, JsonElement>>(list).Rows.Select(row => row[member].GetString()!)];
        }
        catch (Exception exception) when (exception
            is NoAnswerException or ProblemException or UsageException or OperationCanceledException or KeyNotFoundException or InvalidOperationException)
        {
            return [];
        }
    };
}
