using System.CommandLine;
using System.Runtime.InteropServices;
using Redflow.Bench.Scenarios;

namespace Redflow.Bench.Options;

/// <summary>The command line.</summary>
internal static class BenchCommand
{
    /// <summary>The exit code for a command line that makes no sense.</summary>
    public const int BadOptions = 2;

    private const string All = "all";

    // That of RedflowWorkerOptions.
    private const int MostConcurrency = 10_000;

    // What one Api process takes.
    private const int MostReaders = 1_000;

    private static readonly BenchOptions Defaults = new() { Scenarios = [] };

    private static readonly Argument<string[]> Scenarios = new("scenario")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = $"What to measure: {string.Join(", ", ScenarioList.Names)}, or {All}.",
    };

    private static readonly Option<string?> Redis = new("--redis") { Description = "A server that answers, host:port. It must be empty, and is emptied." };
    private static readonly Option<string?> Server = new("--server") { Description = "Which server to start: redis or garnet. Default: redis, garnet where redis-server is missing." };
    private static readonly Option<int> Jobs = Number("--jobs", Defaults.Jobs, "How many no-op runs.");
    private static readonly Option<int> Workflows = Number("--workflows", Defaults.Workflows, "How many runs of three steps.");
    private static readonly Option<int> Concurrency = Number("--concurrency", Defaults.Concurrency, "How many runs a worker works on at a time.", MostConcurrency);
    private static readonly Option<int> InFlight = Number("--in-flight", Defaults.InFlight, "How many emits are under way at a time.");
    private static readonly Option<int> Bulk = Number("--bulk", Defaults.Bulk, "How many runs a bulk emit creates.");
    private static readonly Option<int> Rounds = Number("--rounds", Defaults.Rounds, "How often all of it is measured.");
    private static readonly Option<int?> Round = new("--round") { Description = "The number that rows have as their run." };
    private static readonly Option<string?> Json = new("--json") { Description = "A file to append rows to, a JSON object a line." };
    private static readonly Option<bool> Tracing = new("--tracing") { Description = "Whether producer and workers record the engine's traces." };
    private static readonly Option<bool> Metrics = new("--metrics") { Description = "Whether somebody listens to the engine's metrics in producer and workers." };
    private static readonly Option<string?> Peer = new("--peer") { Description = "What rows call what is measured." };
    private static readonly Option<int> MaxBacklog = Number("--max-backlog", Defaults.MaxBacklog, "The longest backlog, and the most limited workflows, of growth.");
    private static readonly Option<int> MaxWorkers = Number("--max-workers", Defaults.MaxWorkers, "The most worker processes of growth.");
    private static readonly Option<int> MaxPayload = Number("--max-payload", Defaults.MaxPayload, "The largest input of payload, and those of resources, in bytes.", least: Payload.Smallest);
    private static readonly Option<int> Waiting = Number("--waiting", Defaults.Waiting, "How many runs sleep, and as many wait for an event, in resources.");
    private static readonly Option<int> RunSteps = Number("--run-steps", Defaults.RunSteps, "How many steps the longest run of resources has.");
    private static readonly Option<int> Children = Number("--children", Defaults.Children, "How many children the largest parent of resources has.");
    private static readonly Option<int> Documents = Number("--documents", Defaults.Documents, "How many runs of resources have the largest input, and output.");
    private static readonly Option<int> Readers = Number("--readers", Defaults.Readers, "How many readers of the Api's event stream there are in streams.", MostReaders);
    private static readonly Option<int> Seconds = Number("--seconds", Defaults.Seconds, "For how many seconds they read.");

    /// <summary>Measures, or says why it does not.</summary>
    /// <returns>0; 1 when a scenario failed; <see cref="BadOptions"/>.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        using var ending = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        var command = Create();
        command.SetAction((parsed, _) => MistakesIn(parsed).ToArray() is { Length: > 0 } mistakes
            ? RefuseAsync(mistakes, error)
            : Suite.RunAsync(Read(parsed), output, error, ending.Token));
        var result = command.Parse(args);
        return result.Errors.Count > 0
            ? await RefuseAsync(result.Errors.Select(mistake => mistake.Message), error)
            : await result.InvokeAsync(
                new() { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, CancellationToken.None);

        // Processes and servers are ended first; a second signal does not wait for that.
        void End(PosixSignalContext context)
        {
            context.Cancel = !ending.IsCancellationRequested;
            _ = ending.CancelAsync();
        }
    }

    private static async Task<int> RefuseAsync(IEnumerable<string> mistakes, TextWriter error)
    {
        foreach (var mistake in mistakes)
        {
            await error.WriteLineAsync(mistake);
        }

        return BadOptions;
    }

    private static RootCommand Create() => new("Measures Redflow on a Redis of its own.")
    {
        Scenarios, Redis, Server, Jobs, Workflows, Concurrency, InFlight, Bulk, Rounds, Round, Json, Tracing, Metrics, Peer, MaxBacklog, MaxWorkers, MaxPayload,
        Waiting, RunSteps, Children, Documents, Readers, Seconds,
    };

    /// <summary>What the parser can't know.</summary>
    private static IEnumerable<string> MistakesIn(ParseResult parsed)
    {
        var unknown = (parsed.GetValue(Scenarios) ?? []).Where(name => name != All && !ScenarioList.Names.Contains(name)).ToList();
        if (unknown.Count > 0)
        {
            yield return $"Unknown scenario: {string.Join(", ", unknown)}. Known ones: {string.Join(", ", ScenarioList.Names)}, {All}.";
        }

        if (parsed.GetValue(Server) is not (null or "redis" or "garnet"))
        {
            yield return $"--server is '{parsed.GetValue(Server)}': it takes redis or garnet.";
        }

        if (parsed.GetValue(Redis) is { } redis && !(redis.Split(':') is [{ Length: > 0 }, var port] && ushort.TryParse(port, out _)))
        {
            yield return $"--redis is '{redis}': it takes host:port.";
        }

        if (parsed.GetValue(Json) is { } json && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(json))))
        {
            yield return $"--json is '{json}': there is no such folder.";
        }

        if (parsed.GetValue(Redis) is not null && parsed.GetValue(Server) is not null)
        {
            yield return "--redis names a server that runs, --server one to start: give one of them.";
        }
    }

    private static BenchOptions Read(ParseResult parsed)
    {
        var names = parsed.GetValue(Scenarios)!;
        return new()
        {
            Scenarios = [.. names.Contains(All) ? ScenarioList.All : names.Distinct().Select(ScenarioList.Get)],
            Redis = parsed.GetValue(Redis),
            Server = parsed.GetValue(Server),
            Jobs = parsed.GetValue(Jobs),
            Workflows = parsed.GetValue(Workflows),
            Concurrency = parsed.GetValue(Concurrency),
            InFlight = parsed.GetValue(InFlight),
            Bulk = parsed.GetValue(Bulk),
            Rounds = parsed.GetValue(Rounds),
            Round = parsed.GetValue(Round),
            Json = parsed.GetValue(Json),
            Tracing = parsed.GetValue(Tracing),
            Metrics = parsed.GetValue(Metrics),
            Peer = parsed.GetValue(Peer),
            MaxBacklog = parsed.GetValue(MaxBacklog),
            MaxWorkers = parsed.GetValue(MaxWorkers),
            MaxPayload = parsed.GetValue(MaxPayload),
            Waiting = parsed.GetValue(Waiting),
            RunSteps = parsed.GetValue(RunSteps),
            Children = parsed.GetValue(Children),
            Documents = parsed.GetValue(Documents),
            Readers = parsed.GetValue(Readers),
            Seconds = parsed.GetValue(Seconds),
        };
    }

    private static Option<int> Number(string name, int byDefault, string description, int most = int.MaxValue / 4, int least = 1)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => byDefault };
        option.Validators.Add(result =>
        {
            // A value that is no number is the parser's to report.
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, out var number) && (number < least || number > most))
            {
                result.AddError($"{name} is {number}: it takes {least} to {most}.");
            }
        });
        return option;
    }
}
