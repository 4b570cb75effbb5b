namespace Redflow.Dashboard.Tests.Hosting;

/// <summary>Who may do what, how well pages can be used, and what takes a system of many runs or of none.</summary>
[CollectionDefinition(Name)]
public sealed class DashboardSuite : ICollectionFixture<DashboardFixture>
{
    public const string Name = "dashboard";
}
