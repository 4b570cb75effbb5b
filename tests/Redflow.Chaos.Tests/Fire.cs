namespace Redflow.Chaos.Tests;

/// <summary>The tests that start a system of many processes: one at a time, or they would measure each other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Fire
{
    public const string Name = "fire";
}
