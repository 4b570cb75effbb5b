using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;

namespace Redflow.Bench.Processes;

/// <summary>A process that does what it is asked for, line by line, several things at a time, until its standard input ends.</summary>
internal abstract class Role
{
    private readonly Dictionary<string, Func<JsonElement, Task<object?>>> _answers = [];
    private readonly TextWriter _output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });

    protected Role()
    {
        On("usage", () => Task.FromResult(GC.GetTotalAllocatedBytes(precise: true)));
        On("heap", () => Task.FromResult(GC.GetTotalMemory(forceFullCollection: true)));
    }

    /// <summary>Records the engine's traces for as long as the process lives.</summary>
    public static void Trace() => ActivitySource.AddActivityListener(new()
    {
        ShouldListenTo = source => source.Name == Telemetry.RedflowTelemetry.SourceName,
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
    });

    /// <summary>Listens to the engine's metrics for as long as the process lives, and adds them up as an exporter would.</summary>
    public static void Measure()
    {
        var sums = new ConcurrentDictionary<Instrument, double>();
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listening) =>
            {
                if (instrument.Meter.Name == Telemetry.RedflowTelemetry.MeterName)
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => sums.AddOrUpdate(instrument, value, (_, sum) => sum + value));
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => sums.AddOrUpdate(instrument, value, (_, sum) => sum + value));
        listener.Start();
    }

    /// <summary>Answers until there is nobody left who asks.</summary>
    public async Task RunAsync()
    {
        // Waiting for a line keeps its thread, which may be the one that the client library completes calls on: none of them would be answered.
        await Task.Yield();
        while (await Console.In.ReadLineAsync() is { } line)
        {
            // Who asked waits for the answer, and for nothing else of it.
            _ = AnswerAsync(JsonSerializer.Deserialize<Request>(line, Wire.Options)!);
        }
    }

    /// <summary>Ends what would outlive the process.</summary>
    public virtual ValueTask EndAsync() => ValueTask.CompletedTask;

    protected void On<TResult>(string name, Func<Task<TResult>> answer) => _answers[name] = async _ => await answer();

    protected void On<TArguments, TResult>(string name, Func<TArguments, Task<TResult>> answer) =>
        _answers[name] = async arguments => await answer(arguments.Deserialize<TArguments>(Wire.Options)!);

    /// <summary>The boundary of a role: what goes wrong is the answer.</summary>
    private async Task AnswerAsync(Request request)
    {
        Reply reply;
        try
        {
            var result = await Task.Run(() => _answers[request.Name](request.Arguments));
            reply = new(request.Id, JsonSerializer.SerializeToElement(result, Wire.Options), null);
        }
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            reply = new(request.Id, null, exception is BenchException ? exception.Message : exception.ToString());
        }

        await _output.WriteLineAsync(JsonSerializer.Serialize(reply, Wire.Options));
    }
}
