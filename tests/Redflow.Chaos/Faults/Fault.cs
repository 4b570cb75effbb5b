namespace Redflow.Chaos.Faults;

/// <summary>A kind of fault: what goes wrong, for how long, and what makes it right again.</summary>
internal abstract class Fault
{
    /// <summary>What it is called: in the report, and where one asks for it.</summary>
    public abstract string Name { get; }

    /// <summary>What it goes against: the server has one fault at a time, and the processes have theirs meanwhile.</summary>
    public abstract FaultTarget Target { get; }

    /// <summary>Whether it can be done to what is under fire.</summary>
    public virtual bool Fits(Scene scene) => true;

    /// <summary>Injects it, and returns when it is over.</summary>
    public abstract Task InjectAsync(Scene scene, PlannedFault plan, CancellationToken cancellationToken);
}
