using Redflow.Bench.Measures;
using Redflow.Bench.Options;
using Redflow.Bench.Rows;
using Redflow.Bench.Scenarios;
using Redflow.Bench.Servers;
using Spectre.Console;

namespace Redflow.Bench;

/// <summary>Measures scenarios, one after the other, on one server.</summary>
internal sealed class Suite(BenchOptions options, BenchServer server, RowFile file, IAnsiConsole console)
{
    // What a file or a pipe gets: its width is not known, and a table that is squeezed can't be read.
    private const int TableWidth = 200;

    private readonly List<Row> _rows = [];

    /// <summary>How often a measurement is made again when others have worked meanwhile; all its rows are kept.</summary>
    private static int Retries => Setting.Read("RETRIES", 2);

    /// <summary>Measures what the options ask for.</summary>
    /// <returns>0; 1 when a scenario failed; 2 when the server or the file of rows can't be used.</returns>
    public static async Task<int> RunAsync(BenchOptions options, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var terminal = new AnsiConsoleOutput(output);
        var console = AnsiConsole.Create(new() { Out = terminal, Ansi = terminal.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No });
        console.Profile.Width = Math.Max(console.Profile.Width, TableWidth);
        var file = new RowFile(options.Json);
        try
        {
            file.Open();
            await using var server = options.Redis is { } address
                ? await BenchServer.UseAsync(address, cancellationToken)
                : await BenchServer.StartAsync(options.Server, cancellationToken);
            return await new Suite(options, server, file, console).RunAsync(cancellationToken);
        }
        catch (BenchException exception)
        {
            await error.WriteLineAsync(exception.Message);
            return BenchCommand.BadOptions;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 1;
        }
    }

    private async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await console.Progress()
            .AutoRefresh(false) // A measurement is not disturbed by drawing.
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new ElapsedTimeColumn())
            .StartAsync(progress => MeasureAsync(progress, cancellationToken));
        WriteTables();
        return _rows.Exists(row => row.Error is not null) ? 1 : 0;
    }

    private void WriteTables()
    {
        var footprints = _rows.Where(row => row.Footprint is not null).Select(row => (row.Metric, row.Footprint!)).ToList();
        var streams = _rows.Select(row => row.Streams).OfType<StreamFigures>().ToList();
        if (footprints.Count + streams.Count < _rows.Count)
        {
            console.Write(RowTable.Of(_rows));
        }

        if (streams.Count > 0)
        {
            console.Write(StreamTable.Of(streams));
        }

        if (footprints.Count > 0)
        {
            console.Write(FootprintTable.Of(footprints));
        }
    }

    private async Task MeasureAsync(ProgressContext progress, CancellationToken cancellationToken)
    {
        var scenarios = options.Scenarios
            .Select(scenario => (Scenario: scenario, Bar: progress.AddTask(scenario.Name, autoStart: false, options.Rounds)))
            .ToList();
        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var (scenario, bar) in scenarios)
            {
                bar.StartTask();
                progress.Refresh();
                await MeasureAsync(scenario, options.Round ?? round, cancellationToken);
                bar.Increment(1);
                progress.Refresh();
            }
        }
    }

    private async Task MeasureAsync(Scenario scenario, int round, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt <= Retries; attempt++)
        {
            await Quiet.WaitAsync(cancellationToken);
            await using var measurement = new Measurement(options, server, metric => NewRow(metric, round), Add, cancellationToken);
            try
            {
                await scenario.MeasureAsync(measurement);
            }
#pragma warning disable CA1031 // The boundary of a scenario: the others are measured all the same.
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Add(NewRow(scenario.Name, round) with { Error = exception.Message });
                return;
            }

            if (measurement.Loudest < Noise.Loud)
            {
                return;
            }
        }
    }

    private void Add(Row row)
    {
        _rows.Add(row);
        file.Append(row);
    }

    private Row NewRow(string metric, int round) => new()
    {
        Peer = options.Peer ?? (server.IsGarnet ? "redflow (garnet)" : "redflow"),
        Runtime = Versions.Runtime,
        Packages = Versions.Packages(server),
        Metric = metric,
        Run = round,
    };
}
