using System.Reflection;
using Redflow.Chaos.Checks;
using Redflow.Storage.Redis;

namespace Redflow.Chaos.Mutations;

/// <summary>
/// Deliberate breakages, each of which an invariant has to find: a check that finds nothing proves something only where it finds what is
/// there. A mutation changes the text of scripts before this process loads them; the engine knows nothing of it.
/// </summary>
internal static class ChaosMutations
{
    /// <summary>The environment variable that names the mutation of all processes of a run.</summary>
    public const string Variable = "REDFLOW_MUTATION";

    private const string KillWorker = "kill-worker";
    private const string StopWorker = "stop-worker";

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("line", Invariants.LostRuns, [KillWorker], ("queue_run(guard, r, r.created, woken)", "set_queued(r)")),
        new("ended", Invariants.TerminalStates, [], ("elseif not has_ended(r.status) then", "else")),
        new("replay", Invariants.StepCommits, [],
            ("if string.sub(all[i], 1, 2) == 's:' then", "if string.sub(all[i], 1, 2) == 's:' and string.sub(all[i + 1], 1, 1) ~= 'S' then")),
        new("fence", Invariants.FencedWrites, [StopWorker],
            ("if v[1] ~= 'running' or v[2] ~= ARGV[i + 1] then", "if v[1] ~= 'running' then"), ("if v[3] ~= ARGV[i + 1] then", "if false then")),
        new("limit", Invariants.Limits, [],
            ("w.limit - redis.call('ZCARD', slots)", "w.limit + 2 - redis.call('ZCARD', slots)"),
            ("redis.call('ZCARD', slots) <= w.limit", "redis.call('ZCARD', slots) <= w.limit + 2")),
        new("key-limit", Invariants.Limits, [],
            ("tonumber(redis.call('HGET', held, key) or 0) >= w.key_limit", "tonumber(redis.call('HGET', held, key) or 0) > w.key_limit"),
            ("r.limit_key)) <= w.key_limit", "r.limit_key)) <= w.key_limit + 1")),
        new("tick", Invariants.Ticks, [], ("kind == 'fired' and ((v[2] or '') ~= ARGV[4] or v[3] ~= '1')", "false")),
        new("instant", Invariants.Ticks, [],
            ("redis.call('HSET', stored, 'n', ARGV[5])", "redis.call('HSET', stored, 'n', string.format('%.0f', ARGV[5] + 1000))"),
            ("redis.call('ZADD', guard .. ':ticks', ARGV[6], id)", "redis.call('ZADD', guard .. ':ticks', ARGV[6] + 1000, id)")),
        new("key", Invariants.Keys, [], ("if not status or reuse == 'failed'", "if true or reuse == 'failed'")),
        new("done", Invariants.Parents, [], ("if r.parent then\n    owe(guard, now, 'done'", "if false then\n    owe(guard, now, 'done'")),
        new("children", Invariants.Children, [], ("if r.children and to ~= 'succeeded' then", "if false then")),
        new("slot", Invariants.Slots, [], ("local given = redis.call('ZREM', guard .. ':sl:' .. workflow, unpack(ids))", "local given = 0")),
        new("expiry", Invariants.LeftKeys, [], ("redis.call('PEXPIRE', run, p.retention)", "redis.call('PERSIST', run)")),
        new("reap", Invariants.Takeovers, [KillWorker], ("redis.call('ZRANGEBYSCORE', workers, '-inf', now, ", "redis.call('ZRANGEBYSCORE', workers, '-inf', now - 2000, ")),
    ];

    /// <summary>The invariant that has to find the mutation of this run; null for a run without one.</summary>
    public static string? Awaited => All.FirstOrDefault(mutation => mutation.Name == Environment.GetEnvironmentVariable(Variable))?.Invariant;

    /// <summary>Breaks this process, before it opens a store.</summary>
    /// <exception cref="ArgumentException">There is no such mutation.</exception>
    /// <exception cref="InvalidOperationException">No script has a text that it replaces: the engine has changed, and the mutation has to follow.</exception>
    public static void Apply(string name)
    {
        var mutation = All.FirstOrDefault(mutation => mutation.Name == name)
            ?? throw new ArgumentException($"There is no mutation '{name}'. Known ones: {string.Join(", ", All.Select(mutation => mutation.Name))}.", nameof(name));
        foreach (var script in Mutate(mutation))
        {
            Scripts.Loaded[(script.Name, false)] = script;
        }
    }

    /// <summary>Returns the scripts that a mutation changes, changed.</summary>
    /// <exception cref="InvalidOperationException">No script has a text that it replaces.</exception>
    public static IReadOnlyList<Script> Mutate(Mutation mutation)
    {
        var scripts = ScriptNames().Select(name => Script.Load(name, manualTime: false)).ToArray();
        var missing = mutation.Edits.Where(edit => !scripts.Any(script => script.Text.Contains(edit.Old, StringComparison.Ordinal))).ToArray();
        return missing.Length == 0
            ? [.. scripts.Select(script => Change(script, mutation)).Where(script => script is not null).Select(script => script!)]
            : throw new InvalidOperationException($"No script has the text that mutation '{mutation.Name}' replaces: {string.Join("; ", missing.Select(edit => edit.Old))}");
    }

    private static Script? Change(Script script, Mutation mutation)
    {
        var text = mutation.Edits.Aggregate(script.Text, (changed, edit) => changed.Replace(edit.Old, edit.New, StringComparison.Ordinal));
        return text == script.Text ? null : new(script.Name, text);
    }

    private static IEnumerable<string> ScriptNames() => typeof(Scripts)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.IsLiteral)
        .Select(field => (string)field.GetRawConstantValue()!);
}
