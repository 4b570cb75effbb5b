namespace Redflow.Dashboard.Live;

/// <summary>What a stream tells of.</summary>
internal enum StreamTopic
{
    /// <summary>What becomes of runs.</summary>
    Runs,

    /// <summary>How many runs are ready in each queue, and which are paused.</summary>
    Queues,

    /// <summary>The workers that hold a lease.</summary>
    Workers,

    /// <summary>The schedules, with their next and last ticks.</summary>
    Schedules,
}
