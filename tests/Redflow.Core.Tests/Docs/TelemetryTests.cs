using System.Diagnostics.Metrics;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Redflow.Storage.Memory;
using Redflow.Telemetry;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Docs;

/// <summary>Holds docs/reference/telemetry.md to the sources.</summary>
public sealed partial class TelemetryTests
{
    private static readonly string Reference = Repository.Read("docs", "reference", "telemetry.md");

    private static readonly string[] Sources = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "Redflow.Core", "Telemetry"), "*.cs").Select(File.ReadAllText)];

    [Fact]
    public void The_reference_lists_exactly_the_spans()
    {
        var started = Sources.SelectMany(text => SpanName().Matches(text)).Select(match => match.Groups[1].Value);

        Assert.Equal(started.Order(), Section("Spans").SelectMany(line => SpanRow().Matches(line)).Select(match => match.Groups[1].Value).Order());
    }

    [Fact]
    public void The_reference_lists_exactly_the_instruments_with_their_kinds_and_units()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var instruments = new List<(string, string, string?)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == RedflowTelemetry.MeterName && (instrument.Meter.Scope is null || instrument.Meter.Scope == services.GetService<IMeterFactory>()))
            {
                instruments.Add((instrument.Name, KindOf(instrument), instrument.Unit));
            }
        };

        Array.ForEach([typeof(RunMetrics), typeof(StoreMetrics), typeof(SchedulerMetrics)], type => RuntimeHelpers.RunClassConstructor(type.TypeHandle));
        using var gauges = new QueueGauges(new MemoryStore(TimeProvider.System), services.GetRequiredService<IMeterFactory>(), TimeProvider.System, NullLogger<QueueGauges>.Instance);
        listener.Start();

        var listed = Section("Metrics").SelectMany(line => InstrumentRow().Matches(line))
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value, (string?)match.Groups[3].Value));
        Assert.Equal(instruments.Distinct().Order(), listed.Order());
    }

    [Fact]
    public void The_reference_names_exactly_the_tags()
    {
        var tags = typeof(TelemetryTags).GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => (string)field.GetRawConstantValue()!);
        var attributes = Section("Spans").SelectMany(line => TagRow().Matches(line)).Select(match => match.Groups[1].Value);
        var metricTags = Section("Metrics").Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Quoted().Matches(line.Split('|')[4])).Select(match => match.Groups[1].Value);

        Assert.Equal(tags.Distinct().Order(), attributes.Concat(metricTags).Distinct().Order());
    }

    [Fact]
    public void The_reference_names_exactly_the_outcomes()
    {
        var words = typeof(Outcomes).GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => (string)field.GetRawConstantValue()!);
        var row = Section("Spans").Single(line => line.StartsWith("| `redflow.outcome` |", StringComparison.Ordinal));

        Assert.Equal(words.Order(), Quoted().Matches(row.Split('|')[3]).Select(match => match.Groups[1].Value).Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_reference_lists_exactly_the_buckets(bool ofRuns)
    {
        var bounds = (ofRuns ? Buckets.Runs : Buckets.Calls).HistogramBucketBoundaries!;

        var listed = string.Join(", ", bounds.Select(bound => bound.ToString(CultureInfo.InvariantCulture)));

        Assert.Contains($" {listed}{(ofRuns ? ";" : ".")}", Reference, StringComparison.Ordinal);
    }

    private static string KindOf(Instrument instrument) => instrument switch
    {
        Histogram<double> => "histogram",
        Counter<long> => "counter",
        { IsObservable: true } => "gauge",
        _ => instrument.GetType().Name,
    };

    private static string[] Section(string name) => Reference.Split("\n## ")
        .Single(part => part.StartsWith($"{name}\n", StringComparison.Ordinal))
        .Split('\n');

    [GeneratedRegex(@"\$""([a-z ]+) \{")]
    private static partial Regex SpanName();

    [GeneratedRegex(@"^\| `([a-z ]+) <\w+>` \|")]
    private static partial Regex SpanRow();

    [GeneratedRegex(@"^\| `([a-z_.]+)` \| (\w+) \| `([^`]+)` \|")]
    private static partial Regex InstrumentRow();

    [GeneratedRegex(@"^\| `([a-z_]+\.[a-z_.]+)` \|")]
    private static partial Regex TagRow();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
