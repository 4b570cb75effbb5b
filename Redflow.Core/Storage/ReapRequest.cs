namespace Redflow.Storage;

/// <summary>A reaper's look.</summary>
/// <param name="Limit">How many runs, and how many workers, to look at.</param>
/// <param name="LongestGap">
/// The longest time between two looks in which workers were able to renew. After a longer one, an outage or a stall, all leases may have
/// run out without any worker being lost.
/// </param>
/// <param name="Grace">How long workers are then given to renew before any run is taken back.</param>
public sealed record ReapRequest(int Limit, TimeSpan LongestGap, TimeSpan Grace);
