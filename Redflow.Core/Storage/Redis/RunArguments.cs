using System.Globalization;
using Redflow.Runs;
using Redflow.Workflows;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>A run to emit as the arguments of <c>emit_runs.lua</c>, and back: effects keep them.</summary>
internal static class RunArguments
{
    public const int Count = 19;

    private const string AfterFailure = "failed";
    private const string Reject = "reject";
    private const string Cancel = "cancel";
    private const char Separator = '\n';

    public static void Add(List<RedisValue> arguments, NewRun run) => arguments.AddRange(
    [
        run.Id.ToString(),
        run.Workflow,
        run.AllowUnregistered ? WorkflowOptions.DefaultQueue : "",
        run.Input,
        run.RunAt is { } runAt ? runAt.ToUnixTimeMilliseconds() : "",
        Duration(run.Delay),
        run.Priority == 0 ? "" : run.Priority,
        run.IdempotencyKey ?? "",
        run.TraceParent ?? "",
        JoinTags(run.Tags),
        Duration(run.KeyTtl),
        run.KeyReuse switch
        {
            KeyReuse.AfterFailure => AfterFailure,
            KeyReuse.Reject => Reject,
            _ => "return",
        },
        run.LimitKey ?? "",
        Duration(run.ExpireAfter),
        Duration(run.Timeout),
        run.Parent is { } parent ? parent.Run.ToString() : "",
        run.Parent?.Step ?? "",
        run.Parent?.OnClosed switch
        {
            OnParentClosed.Cancel => Cancel,
            OnParentClosed.Abandon => "abandon",
            _ => "",
        },
        run.IsBounded ? "1" : "",
    ]);

    /// <summary>Reads the arguments, each under its number from 1.</summary>
    public static NewRun Read(IReadOnlyDictionary<string, byte[]> fields)
    {
        byte[] Bytes(int number) => fields[number.ToString(CultureInfo.InvariantCulture)];
        string? Text(int number) => Replies.NullIfEmpty(System.Text.Encoding.UTF8.GetString(Bytes(number)));
        TimeSpan? Span(int number) => Text(number) is { } ms ? TimeSpan.FromMilliseconds(long.Parse(ms, CultureInfo.InvariantCulture)) : null;
        return new()
        {
            Id = RunId.Parse(Text(1)!, null),
            Workflow = Text(2)!,
            AllowUnregistered = Text(3) is not null,
            Input = Bytes(4),
            RunAt = Replies.TimeOrNull(Text(5)),
            Delay = Span(6),
            Priority = int.Parse(Text(7) ?? "0", CultureInfo.InvariantCulture),
            IdempotencyKey = Text(8),
            TraceParent = Text(9),
            Tags = SplitTags(Text(10)),
            KeyTtl = Span(11),
            KeyReuse = Text(12) switch
            {
                AfterFailure => KeyReuse.AfterFailure,
                Reject => KeyReuse.Reject,
                _ => KeyReuse.ReturnExisting,
            },
            LimitKey = Text(13),
            ExpireAfter = Span(14),
            Timeout = Span(15),
            Parent = Text(16) is { } parent
                ? new(RunId.Parse(parent, null), Text(17)!, Text(18) == Cancel ? OnParentClosed.Cancel : OnParentClosed.Abandon)
                : null,
            IsBounded = Text(19) is not null,
        };
    }

    /// <summary>Every tag has a separator behind it, so that a script finds it as a whole.</summary>
    public static string JoinTags(IEnumerable<string> tags) => string.Concat(tags.Select(tag => tag + Separator));

    public static IReadOnlyList<string> SplitTags(string? tags) => tags?.Split(Separator, StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static RedisValue Duration(TimeSpan? duration) => duration is { } span ? Replies.Milliseconds(span) : "";
}
