namespace Redflow.Dashboard.Access;

/// <summary>Marks endpoints of a host that decides by itself who gets in, before any of them is reached.</summary>
internal sealed class GuardedByHost;
