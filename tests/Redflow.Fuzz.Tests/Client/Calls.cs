using Redflow.Fuzz.Tests.Storm;

namespace Redflow.Fuzz.Tests.Client;

/// <summary>Makes calls of a client up.</summary>
internal static class Calls
{
    private static readonly (string Name, int Weight)[] Kinds =
    [
        ("emit", 8), ("emit-typed", 2), ("list", 4), ("run", 2), ("wait", 1), ("cancel", 3), ("retry", 1), ("rerun", 2), ("delete", 1), ("signal", 2), ("event", 2), ("events", 1), ("minutes", 1),
        ("pause", 1), ("limits", 1), ("upsert", 6), ("schedules", 1), ("next", 2), ("ticks", 1), ("backfill", 2), ("trigger", 2), ("enable", 1), ("unschedule", 1), ("bulk", 1), ("result", 2), ("results", 1),
    ];

    private static readonly string[] Names = [Registered.Echo, Registered.Greet, Registered.Keyed, Registered.Bounded, Registered.Table, "unknown", "redflow.bulk"];

    /// <summary>What arguments may be, by their names.</summary>
    private static readonly (string Name, Func<Random, string> Make)[] Arguments =
    [
        ("workflow", random => Hostile.Mostly(random, Names)),
        ("input", HostileJson.Text),
        ("key", random => Hostile.Mostly(random, "key", "order:1")),
        ("tags", random => Hostile.Mostly(random, "a", "a\nb", "(null)", "tenant:1\n(null)", string.Join('\n', Enumerable.Range(0, 17)))),
        ("limitKey", random => Hostile.Mostly(random, "t", "tenant")),
        ("priority", Call.Number),
        ("limit", Call.Number),
        ("count", Call.Number),
        ("reuse", random => $"{random.Next(-1, 5)}"),
        ("status", random => $"{random.Next(-1, 9)}"),
        ("kind", random => $"{random.Next(-1, 4)}"),
        ("delay", Call.Span),
        ("keyTtl", Call.Span),
        ("expireAfter", Call.Span),
        ("timeout", Call.Span),
        ("every", Call.Span),
        ("jitter", Call.Span),
        ("window", Call.Span),
        ("runAt", Call.Time),
        ("from", Call.Time),
        ("before", Call.Time),
        ("startAt", Call.Time),
        ("endAt", Call.Time),
        ("unregistered", _ => "1"),
        ("queue", random => Hostile.Mostly(random, "default", Registered.Bounded)),
        ("tag", random => Hostile.Mostly(random, "a", "tenant:1")),
        ("fingerprint", random => Hostile.Mostly(random, "0123456789abcdef")),
        ("prefix", random => Hostile.Mostly(random, "1m", "0")),
        ("cursor", random => Hostile.Mostly(random, "1767225600000-1m804t32pb46n33jtwyfk00", "9223372036854775807-zzzzzzzzzzzzzzzzzzzzzzz", "0-00000000000000000000000", "digest")),
        ("reason", random => Hostile.Mostly(random, "why", new string('x', 1_024), new string('x', 1_025))),
        ("step", random => Hostile.Mostly(random, "step")),
        ("name", random => Hostile.Mostly(random, "paid", "approved")),
        ("run", random => random.Next(3) == 0 ? Hostile.Near(random, "1m804t32pb46n33jtwyfk00", "zzzzzzzzzzzzzzzzzzzzzzz") : $"#{random.Next(1_000)}"),
        ("id", random => Hostile.Mostly(random, "nightly", "a%2Fb", "a/b", "digest:*/5 * * * *")),
        ("cron", random => Hostile.Mostly(random, "0 3 * * *", "0 0 29 2 *", "* * * * * *")),
        ("zone", random => Hostile.Mostly(random, "UTC", "Europe/Berlin")),
        ("description", random => Hostile.Mostly(random, "why", new string('x', 1_025))),
        ("overlap", random => $"{random.Next(-1, 6)}"),
        ("misfire", random => $"{random.Next(-1, 4)}"),
        ("ticks", Call.Number),
        ("pause", _ => "1"),
        ("max", Call.Number),
        ("perKey", Call.Number),
        ("rate", Call.Number),
    ];

    /// <summary>What calls take.</summary>
    private static readonly Dictionary<string, string> Takes = new(StringComparer.Ordinal)
    {
        ["emit"] = "workflow input key tags limitKey priority reuse delay keyTtl expireAfter timeout runAt unregistered",
        ["emit-typed"] = "workflow name key",
        ["list"] = "workflow status queue tag run fingerprint key prefix from before limit cursor",
        ["run"] = "run",
        ["wait"] = "run timeout",
        ["cancel"] = "run reason",
        ["retry"] = "run",
        ["rerun"] = "run input step",
        ["delete"] = "run",
        ["signal"] = "run name input",
        ["event"] = "name input key run",
        ["events"] = "name limit cursor",
        ["minutes"] = "from before",
        ["pause"] = "queue workflow reason pause",
        ["limits"] = "workflow max perKey rate every",
        ["upsert"] = "id workflow input cron zone every runAt description priority tags jitter startAt endAt ticks overlap misfire window unregistered",
        ["schedules"] = "workflow limit cursor",
        ["next"] = "id count",
        ["ticks"] = "id count",
        ["backfill"] = "id from before",
        ["trigger"] = "id",
        ["enable"] = "id pause",
        ["unschedule"] = "id",
        ["bulk"] = "kind workflow status tag cursor reason key",
        ["result"] = "id input status count runAt timeout",
        ["results"] = "status limit count",
    };

    public static Shot Make(Random random)
    {
        var name = Kind(random);
        var arguments = Takes[name].Split(' ').Where(argument => NeededBy(name, argument) || random.Next(3) == 0).Select(argument => $"{argument}={MakeArgument(argument, random)}");
        return new([name, .. arguments]);
    }

    /// <summary>Without these, nothing else would be looked at.</summary>
    private static bool NeededBy(string name, string argument) => argument is "run" or "id" || (argument == "workflow" && name is not ("list" or "schedules" or "bulk"))
        || (argument == "input" && name is "emit" or "upsert" or "signal" or "event");

    private static string MakeArgument(string name, Random random) => Arguments.Single(argument => argument.Name == name).Make(random);

    private static string Kind(Random random)
    {
        var at = random.Next(Kinds.Sum(kind => kind.Weight));
        return Kinds.First(kind => (at -= kind.Weight) < 0).Name;
    }
}
