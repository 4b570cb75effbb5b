using System.Globalization;
using Redflow.Chaos.Checks;
using Redflow.Chaos.Faults;
using Redflow.Chaos.Ledger;
using Redflow.Chaos.Options;
using Redflow.Chaos.Report;
using Redflow.Chaos.Servers;

namespace Redflow.Chaos.Driver;

/// <summary>One run: everything is started, put under fire, healed, left to come to rest, and checked.</summary>
internal sealed class ChaosRun(ChaosOptions options, string folder, TextWriter error)
{
    private const string Prefix = "chaos";

    private static readonly TimeSpan SettleLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan LiveLook = TimeSpan.FromSeconds(1);

    /// <summary>Does all of it and writes the report.</summary>
    /// <returns>0; 1 when an invariant was violated; <see cref="ChaosCommand.Unusable"/> when that could not be found out.</returns>
    public static async Task<int> RunAsync(ChaosOptions options, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var folder = options.Folder is { } given ? Directory.CreateDirectory(given).FullName : Directory.CreateTempSubdirectory("redflow-chaos-").FullName;
        var isKept = true;
        try
        {
            var report = await new ChaosRun(options, folder, error).RunAsync(cancellationToken);
            report.Print(output);
            await report.SaveAsync(options.Json);
            isKept = options.Folder is not null || report.IsViolated;
            return report.IsViolated ? 1 : 0;
        }
        catch (ChaosException exception)
        {
            await error.WriteLineAsync(exception.Message);
            return ChaosCommand.Unusable;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            isKept = options.Folder is not null;
            return ChaosCommand.Unusable;
        }
        finally
        {
            if (isKept)
            {
                await error.WriteLineAsync($"Ledgers and logs are in {folder}.");
            }
            else
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private async Task<ChaosReport> RunAsync(CancellationToken cancellationToken)
    {
        using var watchdog = new Watchdog();
        await using var server = Create(options.Store);
        if (server.SkipReason is { } reason)
        {
            throw new ChaosException(reason);
        }

        server.Started = watchdog.Watch;
        await server.StartAsync(cancellationToken);
        using var ledger = new LedgerWriter(folder, "driver");
        await using var observer = server.Open();
        await using var fleet = new Fleet(options, server, Prefix, folder);
        var scene = new Scene(fleet, server, options.Lease, ledger);
        Watch(fleet, watchdog, scene, ledger);
        await fleet.StartAsync(cancellationToken);

        var checks = new CheckOptions(folder, observer.ConnectionString, Prefix, options.Lease, server.MayLose, server.Partitions);
        using var atRest = new CancellationTokenSource();
        var audit = Task.WhenAll(Auditor.RunAsync(checks, ledger, atRest.Token), Lateness.WatchAsync(ledger, atRest.Token));
        var found = await PutUnderFireAsync(scene, checks, cancellationToken);
        if (found is null)
        {
            await fleet.TerminateAsync(Roles.Client, Roles.Api);
            await ChaosChecks.SettleAsync(checks, SettleLimit, cancellationToken);
        }

        await atRest.CancelAsync();
        await audit;
        var verdict = found ?? await CheckAsync(fleet, checks, cancellationToken);
        return ChaosReport.Create(options, scene.Injected, LedgerReader.ReadAll(folder), verdict);
    }

    private static ChaosServer Create(string store) => store switch
    {
        ChaosOptions.Garnet => new GarnetChaosServer(),
        ChaosOptions.Cluster => new ClusterChaosServer(),
        _ => new RedisChaosServer(),
    };

    /// <summary>Watches the processes: those that end by themselves do so without a fault of the driver's.</summary>
    private static void Watch(Fleet fleet, Watchdog watchdog, Scene scene, LedgerWriter ledger)
    {
        foreach (var process in fleet.All)
        {
            process.Started = id =>
            {
                watchdog.Watch(id);
                if (process.Role == Roles.Api)
                {
                    ledger.Write(LedgerKinds.Ready, Roles.Api);
                }
            };
            process.EndedByItself = (id, code) => scene.EndedByItself(process, id, code);
            process.Hung = id => scene.Hung(process, id);
        }
    }

    /// <returns>What was found meanwhile, when the run ends at that.</returns>
    private async Task<Verdict?> PutUnderFireAsync(Scene scene, CheckOptions checks, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var faultsOver = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var found = options.StopsAtViolation ? WatchAsync(checks, ending, faultsOver.Token) : Task.FromResult<Verdict?>(null);
        var telling = TellAsync(scene, faultsOver.Token);
        await new Rounds(options, scene).RunAsync(ending.Token);
        await faultsOver.CancelAsync();
        await telling;
        cancellationToken.ThrowIfCancellationRequested();
        return await found;
    }

    private static async Task<Verdict> CheckAsync(Fleet fleet, CheckOptions checks, CancellationToken cancellationToken)
    {
        await fleet.TerminateAsync(Roles.Worker, Roles.Scheduler);
        return await ChaosChecks.RunAsync(checks, cancellationToken);
    }

    /// <summary>Checks again and again while the processes work, and ends the faults at the first violation.</summary>
    private static async Task<Verdict?> WatchAsync(CheckOptions checks, CancellationTokenSource ending, CancellationToken faultsOver)
    {
        while (!faultsOver.IsCancellationRequested)
        {
            await Pause.ForAsync(LiveLook, faultsOver);
            var verdict = await ChaosChecks.RunLiveAsync(checks, CancellationToken.None);
            if (verdict.Invariants.Any(invariant => invariant.Violations > 0))
            {
                await ending.CancelAsync();
                return verdict;
            }
        }

        return null;
    }

    /// <summary>Tells each minute how far it is.</summary>
    private async Task TellAsync(Scene scene, CancellationToken faultsOver)
    {
        for (var minutes = 1; ; minutes++)
        {
            await Pause.ForAsync(TimeSpan.FromMinutes(1), faultsOver);
            if (faultsOver.IsCancellationRequested)
            {
                return;
            }

            await error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{minutes} of {options.During.TotalMinutes:0.#} min, {scene.Injected.Values.Sum()} faults"));
        }
    }
}
