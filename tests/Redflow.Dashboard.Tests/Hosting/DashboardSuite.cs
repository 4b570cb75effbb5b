namespace Redflow.Dashboard.Tests.Hosting;

[CollectionDefinition(Name)]
public sealed class DashboardSuite : ICollectionFixture<DashboardFixture>
{
    public const string Name = "dashboard";
}
