namespace Redflow.Microbench;

/// <summary>How a store answers the commits of steps.</summary>
public enum CommitAnswers
{
    /// <summary>With a task that has ended: a handler never yields.</summary>
    AtOnce,

    /// <summary>Behind what the thread pool has to do by then: a handler yields at each step, as over a network.</summary>
    Later,
}
