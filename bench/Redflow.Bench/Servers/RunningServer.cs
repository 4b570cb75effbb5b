namespace Redflow.Bench.Servers;

/// <summary>A server that was started, on the loopback address.</summary>
/// <param name="Id">Its process.</param>
internal sealed record RunningServer(int Port, int Id);
