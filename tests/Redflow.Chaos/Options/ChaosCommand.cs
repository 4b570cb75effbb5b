using System.CommandLine;
using System.Runtime.InteropServices;
using Redflow.Chaos.Driver;
using Redflow.Chaos.Faults;

namespace Redflow.Chaos.Options;

/// <summary>The command line.</summary>
internal static class ChaosCommand
{
    /// <summary>The exit code for a command line that makes no sense, and for a driver that can't go on.</summary>
    public const int Unusable = 2;

    private static readonly ChaosOptions Defaults = new();

    private static readonly Option<double?> Minutes = Positive("--minutes", "How long faults are injected, in minutes. Default: 1.");
    private static readonly Option<double?> Seconds = Positive("--seconds", "The same, in seconds.");
    private static readonly Option<int> Seed = new("--seed") { Description = "The same seed plans the same faults.", DefaultValueFactory = _ => Defaults.Seed };
    private static readonly Option<string?> Store = new("--store") { Description = "The server: redis, garnet or cluster, which has four partitions. Default: redis." };
    private static readonly Option<int> Workers = Number("--workers", Defaults.Workers, 1, 32, "How many workers.");
    private static readonly Option<int> Schedulers = Number("--schedulers", Defaults.Schedulers, 1, 32, "How many schedulers.");
    private static readonly Option<int> Clients = Number("--clients", Defaults.Clients, 1, 32, "How many clients; the first one speaks to the Api.");
    private static readonly Option<double?> Lease = Positive("--lease", "How long a worker's lease lasts, in seconds. Default: 2.");
    private static readonly Option<int> Rate = Number("--rate", Defaults.Rate, 1, 600, "How many faults a minute.");
    private static readonly Option<string[]> Only = new("--only")
    {
        AllowMultipleArgumentsPerToken = true,
        Arity = ArgumentArity.ZeroOrMore,
        Description = $"The faults, instead of all that fit the server; alone, none. Known: {string.Join(", ", FaultList.Names)}.",
    };

    private static readonly Option<string?> Json = new("--json") { Description = "A file for the report as JSON." };
    private static readonly Option<string?> Folder = new("--folder") { Description = "An empty folder for ledgers and logs, which are kept there." };
    private static readonly Option<bool> StopAtViolation = new("--stop-at-violation") { Description = "Whether it ends as soon as an invariant is violated." };

    /// <summary>Does it, or says why it does not.</summary>
    /// <returns>0; 1 when an invariant was violated; <see cref="Unusable"/>.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        using var ending = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        var command = Create();
        command.SetAction((parsed, _) => MistakesIn(parsed).ToArray() is { Length: > 0 } mistakes
            ? RefuseAsync(mistakes, error)
            : ChaosRun.RunAsync(Read(parsed), output, error, ending.Token));
        var result = command.Parse(args);
        return result.Errors.Count > 0
            ? await RefuseAsync(result.Errors.Select(mistake => mistake.Message), error)
            : await result.InvokeAsync(
                new() { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, CancellationToken.None);

        // Processes are ended first; a second signal does not wait for that.
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

        return Unusable;
    }

    private static RootCommand Create() => new("Puts Redflow under fire, and checks its guarantees.")
    {
        Minutes, Seconds, Seed, Store, Workers, Schedulers, Clients, Lease, Rate, Only, Json, Folder, StopAtViolation,
    };

    /// <summary>What the parser can't know.</summary>
    private static IEnumerable<string> MistakesIn(ParseResult parsed)
    {
        if (parsed.GetValue(Minutes) is not null && parsed.GetValue(Seconds) is not null)
        {
            yield return "--minutes and --seconds say the same: give one of them.";
        }

        if (parsed.GetValue(Store) is not (null or ChaosOptions.Redis or ChaosOptions.Garnet or ChaosOptions.Cluster))
        {
            yield return $"--store is '{parsed.GetValue(Store)}': it takes redis, garnet or cluster.";
        }

        if (parsed.GetValue(Lease) is < 0.3 or > 60)
        {
            yield return $"--lease is {parsed.GetValue(Lease)}: it takes 0.3 to 60.";
        }

        var unknown = (parsed.GetValue(Only) ?? []).Except(FaultList.Names).ToList();
        if (unknown.Count > 0)
        {
            yield return $"Unknown fault: {string.Join(", ", unknown)}. Known ones: {string.Join(", ", FaultList.Names)}.";
        }

        if (parsed.GetValue(Json) is { } json && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(json))))
        {
            yield return $"--json is '{json}': there is no such folder.";
        }

        if (parsed.GetValue(Folder) is { } folder && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            yield return $"--folder is '{folder}': it is not empty.";
        }
    }

    private static ChaosOptions Read(ParseResult parsed) => new()
    {
        During = parsed.GetValue(Seconds) is { } seconds ? TimeSpan.FromSeconds(seconds)
            : parsed.GetValue(Minutes) is { } minutes ? TimeSpan.FromMinutes(minutes)
            : Defaults.During,
        Seed = parsed.GetValue(Seed),
        Store = parsed.GetValue(Store) ?? Defaults.Store,
        Workers = parsed.GetValue(Workers),
        Schedulers = parsed.GetValue(Schedulers),
        Clients = parsed.GetValue(Clients),
        Lease = parsed.GetValue(Lease) is { } lease ? TimeSpan.FromSeconds(lease) : Defaults.Lease,
        Rate = parsed.GetValue(Rate),
        Faults = parsed.GetResult(Only) is { Implicit: false } ? parsed.GetValue(Only) ?? [] : Defaults.Faults,
        Json = parsed.GetValue(Json),
        Folder = parsed.GetValue(Folder),
        StopsAtViolation = parsed.GetValue(StopAtViolation),
    };

    private static Option<double?> Positive(string name, string description)
    {
        var option = new Option<double?>(name) { Description = description };
        option.Validators.Add(result =>
        {
            // A value that is no number is the parser's to report.
            if (result.Tokens is [{ Value: var text }] && double.TryParse(text, out var number) && number is not (> 0 and <= 1_000_000))
            {
                result.AddError($"{name} is {text}: it takes more than 0, and 1,000,000 at most.");
            }
        });
        return option;
    }

    private static Option<int> Number(string name, int byDefault, int least, int most, string description)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => byDefault };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, out var number) && (number < least || number > most))
            {
                result.AddError($"{name} is {number}: it takes {least} to {most}.");
            }
        });
        return option;
    }
}
