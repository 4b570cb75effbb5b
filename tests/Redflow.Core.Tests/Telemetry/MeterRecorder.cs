using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Redflow.Telemetry;
using Redflow.Testing;

namespace Redflow.Core.Tests.Telemetry;

/// <summary>Records what the engine measures. The instruments of workers and stores are the process's: the tags tell tests apart that run at the same time.</summary>
internal sealed class MeterRecorder : IDisposable
{
    private readonly ConcurrentQueue<Measured> _measured = new();
    private readonly MeterListener _listener = new();

    /// <param name="scope">Whose meters to listen to: a host's factory; null for those of the process.</param>
    public MeterRecorder(object? scope = null)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == RedflowTelemetry.MeterName && instrument.Meter.Scope == scope)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>What an instrument has measured with a tag.</summary>
    public IReadOnlyList<Measured> Of(string instrument, string tag, object? value) =>
        [.. _measured.Where(measured => measured.Instrument == instrument && Equals(measured[tag], value))];

    public async Task<IReadOnlyList<Measured>> GetAsync(string instrument, string tag, object? value, int count = 1)
    {
        await Wait.UntilAsync(() => Task.FromResult(Of(instrument, tag, value).Count >= count), $"{count} measurements of {instrument} with {tag} {value}");
        return Of(instrument, tag, value);
    }

    /// <summary>Reads the instruments that are asked, and forgets what they said before.</summary>
    public void Collect()
    {
        _measured.Clear();
        _listener.RecordObservableInstruments();
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Enqueue(new(instrument.Name, value, tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value)));
}
