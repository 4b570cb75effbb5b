using Redflow.Runs;

namespace Redflow.Core.Tests.Storage.Model;

/// <summary>A pass that a worker believes it runs; each store gave it a fence of its own.</summary>
internal sealed record HeldPass(RunId Id, string Worker, int Attempt, long TestedFence, long ModelFence)
{
    public override string ToString() => $"{Id.ToString()[^6..]} of {Worker}";
}
