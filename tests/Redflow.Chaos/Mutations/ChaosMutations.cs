namespace Redflow.Chaos.Mutations;

/// <summary>Deliberate breakages of the engine's scripts, each of which an invariant has to find.</summary>
internal static class ChaosMutations
{
    /// <summary>Breaks this process, before it opens a store.</summary>
    public static void Apply(string name) => throw new NotSupportedException(name);
}
