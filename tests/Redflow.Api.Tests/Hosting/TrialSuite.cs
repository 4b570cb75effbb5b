namespace Redflow.Api.Tests.Hosting;

[CollectionDefinition(Name)]
public sealed class TrialSuite : ICollectionFixture<TrialFixture>
{
    public const string Name = "trials";
}
