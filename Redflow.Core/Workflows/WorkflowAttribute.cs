using System.Globalization;
using System.Reflection;
using Redflow.Events;
using Redflow.Runs;
using Redflow.Schedules;

namespace Redflow.Workflows;

/// <summary>Names a workflow class and sets its options; <see cref="WorkflowOptions.Backoff"/> and <see cref="WorkflowOptions.Rate"/> are set in code.</summary>
/// <param name="name">The workflow's name: 1 to 128 characters of letters, digits, dot, dash and underscore.</param>
/// <remarks>
/// An attribute can't leave a number out, so 0 is none where an option is null by default; and it takes no time spans, so they are texts such as
/// <c>00:05:00</c>, or <c>7.00:00:00</c> for days.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class WorkflowAttribute(string name) : Attribute
{
    private static readonly WorkflowOptions Defaults = new();

    /// <summary>The workflow's name.</summary>
    public string Name { get; } = name;

    /// <summary>See <see cref="WorkflowOptions.Queue"/>.</summary>
    /// <value><c>default</c>.</value>
    public string Queue { get; set; } = WorkflowOptions.DefaultQueue;

    /// <summary>See <see cref="WorkflowOptions.MaxAttempts"/>.</summary>
    /// <value>3.</value>
    public int MaxAttempts { get; set; } = WorkflowOptions.DefaultMaxAttempts;

    /// <summary>See <see cref="WorkflowOptions.MaxCrashes"/>.</summary>
    /// <value>3.</value>
    public int MaxCrashes { get; set; } = Defaults.MaxCrashes;

    /// <summary>See <see cref="WorkflowOptions.Retention"/>.</summary>
    /// <value>Null: 7 days.</value>
    public string? Retention { get; set; }

    /// <summary>See <see cref="WorkflowOptions.KeepLast"/>.</summary>
    /// <value>0: as many as there are.</value>
    public int KeepLast { get; set; }

    /// <summary>See <see cref="WorkflowOptions.MaxConcurrency"/>.</summary>
    /// <value>1.</value>
    public int MaxConcurrency { get; set; } = Defaults.MaxConcurrency;

    /// <summary>See <see cref="WorkflowOptions.MaxConcurrencyPerKey"/>.</summary>
    /// <value>0.</value>
    public int MaxConcurrencyPerKey { get; set; }

    /// <summary>See <see cref="WorkflowOptions.LimitKey"/>.</summary>
    /// <value>Null: runs have no key.</value>
    public string? LimitKey { get; set; }

    /// <summary>See <see cref="WorkflowOptions.Timeout"/>.</summary>
    /// <value>Null: as long as it takes.</value>
    public string? Timeout { get; set; }

    /// <summary>See <see cref="WorkflowOptions.ExpireAfter"/>.</summary>
    /// <value>Null: as long as it takes.</value>
    public string? ExpireAfter { get; set; }

    /// <summary>See <see cref="WorkflowOptions.MaxQueueLength"/>.</summary>
    /// <value>0: as many as there are.</value>
    public int MaxQueueLength { get; set; }

    /// <summary>See <see cref="WorkflowOptions.Lane"/>.</summary>
    /// <value><see cref="Lane.Io"/>.</value>
    public Lane Lane { get; set; }

    /// <summary>See <see cref="WorkflowOptions.Aliases"/>.</summary>
    /// <value>Empty.</value>
    public string[] Aliases { get; set; } = [];

    /// <summary>The <see cref="IRunEndHandler"/> of runs that have succeeded: see <see cref="WorkflowOptions.OnSuccess{THandler}()"/>.</summary>
    /// <value>Null: none.</value>
    public Type? OnSuccess { get; set; }

    /// <summary>The <see cref="IRunEndHandler"/> of runs that have failed: see <see cref="WorkflowOptions.OnFailure{THandler}()"/>.</summary>
    /// <value>Null: none.</value>
    public Type? OnFailure { get; set; }

    /// <summary>The <see cref="IRunEndHandler"/> of runs that were canceled: see <see cref="WorkflowOptions.OnCanceled{THandler}()"/>.</summary>
    /// <value>Null: none.</value>
    public Type? OnCanceled { get; set; }

    /// <summary>Makes options of it and the trigger attributes of its class.</summary>
    /// <exception cref="WorkflowDefinitionException">A time span can't be read.</exception>
    internal WorkflowOptions ToOptions(Type type)
    {
        var mistakes = new List<string>();
        var options = new WorkflowOptions
        {
            Queue = Queue,
            MaxAttempts = MaxAttempts,
            MaxCrashes = MaxCrashes,
            Retention = Span(nameof(Retention), Retention, mistakes) ?? Defaults.Retention,
            KeepLast = NullIfZero(KeepLast),
            MaxConcurrency = MaxConcurrency,
            MaxConcurrencyPerKey = MaxConcurrencyPerKey,
            LimitKey = LimitKey,
            Timeout = Span(nameof(Timeout), Timeout, mistakes),
            ExpireAfter = Span(nameof(ExpireAfter), ExpireAfter, mistakes),
            MaxQueueLength = NullIfZero(MaxQueueLength),
            Lane = Lane,
            Aliases = [.. Aliases],
            Events = [.. type.GetCustomAttributes<EventTriggerAttribute>().Select(trigger => trigger.Name)],
            Cron = [.. type.GetCustomAttributes<CronAttribute>().Select(trigger => trigger.ToTrigger())],
        };
        AddHandler(options, RunStatus.Succeeded, OnSuccess);
        AddHandler(options, RunStatus.Failed, OnFailure);
        AddHandler(options, RunStatus.Canceled, OnCanceled);
        return mistakes.Count == 0 ? options : throw new WorkflowDefinitionException(mistakes);
    }

    private TimeSpan? Span(string option, string? text, List<string> mistakes)
    {
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span))
        {
            return span;
        }

        if (text is not null)
        {
            mistakes.Add($"Workflow '{Name}': {option} is '{text}'; a time span is written d.hh:mm:ss.fff.");
        }

        return null;
    }

    private static int? NullIfZero(int number) => number == 0 ? null : number;

    private static void AddHandler(WorkflowOptions options, RunStatus status, Type? handler)
    {
        if (handler is not null)
        {
            options.Add(EndHandler.Of(status, handler));
        }
    }
}
