using Redflow.Chaos.Driver;

namespace Redflow.Chaos.Faults;

/// <summary>A fault of the server, for a time between two.</summary>
internal abstract class ServerFault : Fault
{
    /// <summary>The shortest that the server is away or refuses.</summary>
    protected static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest: more than the lease of a short form.</summary>
    protected static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    public override FaultTarget Target => FaultTarget.Server;

    /// <summary>Waits as long as the plan says, or until the faults end.</summary>
    protected static Task LastAsync(PlannedFault plan, CancellationToken cancellationToken) =>
        Pause.ForAsync(plan.Between(Shortest, Longest), cancellationToken);
}
