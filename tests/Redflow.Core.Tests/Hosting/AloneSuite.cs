using Xunit;

namespace Redflow.Core.Tests.Hosting;

/// <summary>Tests that measure their process run while no others do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneSuite
{
    public const string Name = "alone";
}
