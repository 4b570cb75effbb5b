using System.ComponentModel.DataAnnotations;

namespace Redflow.Hosting;

/// <summary>How a worker process works; bound from <c>Redflow:Worker</c>.</summary>
public sealed class RedflowWorkerOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Redflow:Worker";

    /// <summary>What the process is called where workers are listed.</summary>
    /// <value>The host's application name.</value>
    public string? App { get; set; }

    /// <summary>
    /// The queues it serves, in strict order: runs are claimed from one while those before it have none that are ready. Before all of them comes the
    /// engine's own, <c>redflow.system</c>.
    /// </summary>
    /// <value>Empty: those of the registered workflows, in the order of the alphabet.</value>
    public IList<string> Queues { get; set => field = value ?? throw new ArgumentNullException(nameof(Queues)); } = [];

    /// <summary>How many runs it works on at a time, 1 to 10,000.</summary>
    /// <value>10.</value>
    [Range(1, 10_000)]
    public int Concurrency { get; set; } = 10;

    /// <summary>
    /// How long its lease lasts, 300 ms to 1 h. It is renewed at a third of that; a worker that is lost keeps its runs for that long.
    /// </summary>
    /// <value>5 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.300", "01:00:00")]
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often an idle worker looks for runs unasked, 10 ms to 1 min: wake-up messages can get lost.</summary>
    /// <value>1 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long running handlers may go on when the host stops, 0 to 1 h; then they are canceled and their runs go back.</summary>
    /// <value>20 s. The host's own shutdown time-out (30 s by default) has to be at least 4 s longer; this is checked at start.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan ShutdownGracePeriod { get; set; } = TimeSpan.FromSeconds(20);
}
