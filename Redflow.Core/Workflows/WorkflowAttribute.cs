namespace Redflow.Workflows;

/// <summary>Names a workflow class and sets its options.</summary>
/// <param name="name">The workflow's name: 1 to 128 characters of letters, digits, dot, dash and underscore.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class WorkflowAttribute(string name) : Attribute
{
    /// <summary>The workflow's name.</summary>
    public string Name { get; } = name;

    /// <summary>See <see cref="WorkflowOptions.Queue"/>.</summary>
    /// <value><c>default</c>.</value>
    public string Queue { get; set; } = WorkflowOptions.DefaultQueue;

    /// <summary>See <see cref="WorkflowOptions.MaxAttempts"/>.</summary>
    /// <value>3.</value>
    public int MaxAttempts { get; set; } = WorkflowOptions.DefaultMaxAttempts;

    internal WorkflowOptions ToOptions() => new() { Queue = Queue, MaxAttempts = MaxAttempts };
}
