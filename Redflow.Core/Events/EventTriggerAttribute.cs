namespace Redflow.Events;

/// <summary>Starts a run of a workflow class for each event of a name; the event's payload is its input. A class may have several.</summary>
/// <param name="name">The event's name, 1 to 256 characters without control characters.</param>
/// <remarks>Exactly one run for each event and workflow. A trigger that is taken away is gone as soon as a worker registers the workflow without it.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class EventTriggerAttribute(string name) : Attribute
{
    /// <summary>The event's name.</summary>
    public string Name { get; } = name;
}
