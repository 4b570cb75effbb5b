using System.Globalization;
using Redflow.Runs;
using Redflow.Workflows;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>A run to emit as the arguments of <c>emit_runs.lua</c>, and back: effects keep them as fields.</summary>
internal static class RunArguments
{
    /// <summary>What every run has: id, workflow, input and how many arguments follow.</summary>
    public const int Count = 4;

    private const string Workflow = "w";
    private const string Input = "i";
    private const string DefaultQueue = "dq";
    private const string RunAt = "at";
    private const string Delay = "in";
    private const string Priority = "p";
    private const string Key = "k";
    private const string TraceParent = "t";
    private const string Tags = "g";
    private const string KeyTtl = "kt";
    private const string Reuse = "kr";
    private const string LimitKey = "u";
    private const string ExpireAfter = "ex";
    private const string Timeout = "j";
    private const string Parent = "P";
    private const string ParentStep = "N";
    private const string OnClosed = "oc";
    private const string Unbounded = "nb";

    private const string AfterFailure = "failed";
    private const string Reject = "reject";
    private const string Cancel = "cancel";
    private const string Yes = "1";
    private const char Separator = '\n';

    public static void Add(List<RedisValue> arguments, NewRun run)
    {
        arguments.Add(run.Id.ToString());
        arguments.Add(run.Workflow);
        arguments.Add(run.Input);
        arguments.Add(0);
        var before = arguments.Count;
        AddOptions(arguments, run);
        arguments[before - 1] = arguments.Count - before;
    }

    /// <summary>Reads the fields of an effect that owes an emit.</summary>
    public static NewRun Read(Effect effect)
    {
        string? Text(string name) => effect.Fields.TryGetValue(name, out var bytes) ? System.Text.Encoding.UTF8.GetString(bytes) : null;
        TimeSpan? Span(string name) => Text(name) is { } ms ? TimeSpan.FromMilliseconds(long.Parse(ms, CultureInfo.InvariantCulture)) : null;
        return new()
        {
            Id = effect.Target,
            Workflow = effect.Text(Workflow),
            AllowUnregistered = Text(DefaultQueue) is not null,
            Input = effect.Fields[Input],
            RunAt = Replies.TimeOrNull(Text(RunAt)),
            Delay = Span(Delay),
            Priority = int.Parse(Text(Priority) ?? "0", CultureInfo.InvariantCulture),
            IdempotencyKey = Text(Key),
            TraceParent = Text(TraceParent),
            Tags = SplitTags(Text(Tags)),
            KeyTtl = Span(KeyTtl),
            KeyReuse = Text(Reuse) switch
            {
                AfterFailure => KeyReuse.AfterFailure,
                Reject => KeyReuse.Reject,
                _ => KeyReuse.ReturnExisting,
            },
            LimitKey = Text(LimitKey),
            ExpireAfter = Span(ExpireAfter),
            Timeout = Span(Timeout),
            Parent = Text(Parent) is { } parent
                ? new(RunId.Parse(parent, null), effect.Text(ParentStep), Text(OnClosed) is null ? OnParentClosed.Abandon : OnParentClosed.Cancel)
                : null,
            IsBounded = Text(Unbounded) is null,
        };
    }

    private static void AddOptions(List<RedisValue> arguments, NewRun run)
    {
        void Add(string name, RedisValue value)
        {
            arguments.Add(name);
            arguments.Add(value);
        }

        void AddText(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                Add(name, value);
            }
        }

        void AddSpan(string name, TimeSpan? value)
        {
            if (value is { } span)
            {
                Add(name, Replies.Milliseconds(span));
            }
        }

        AddText(DefaultQueue, run.AllowUnregistered ? WorkflowOptions.DefaultQueue : null);
        if (run.RunAt is { } runAt)
        {
            Add(RunAt, runAt.ToUnixTimeMilliseconds());
        }

        AddSpan(Delay, run.Delay);
        if (run.Priority != 0)
        {
            Add(Priority, run.Priority);
        }

        AddText(Key, run.IdempotencyKey);
        AddText(TraceParent, run.TraceParent);
        AddText(Tags, run.Tags.Count == 0 ? null : JoinTags(run.Tags));
        AddSpan(KeyTtl, run.KeyTtl);
        AddText(Reuse, run.KeyReuse switch
        {
            KeyReuse.AfterFailure => AfterFailure,
            KeyReuse.Reject => Reject,
            _ => null,
        });
        AddText(LimitKey, run.LimitKey);
        AddSpan(ExpireAfter, run.ExpireAfter);
        AddSpan(Timeout, run.Timeout);
        if (run.Parent is { } parent)
        {
            Add(Parent, parent.Run.ToString());
            Add(ParentStep, parent.Step);
            AddText(OnClosed, parent.OnClosed == OnParentClosed.Cancel ? Cancel : null);
        }

        AddText(Unbounded, run.IsBounded ? null : Yes);
    }

    /// <summary>Every tag has a separator behind it, so that a script finds it as a whole.</summary>
    public static string JoinTags(IEnumerable<string> tags) => string.Concat(tags.Select(tag => tag + Separator));

    public static IReadOnlyList<string> SplitTags(string? tags) => tags?.Split(Separator, StringSplitOptions.RemoveEmptyEntries) ?? [];
}
