namespace Redflow.Dashboard.Tests.Hosting;

/// <summary>What people do on the pages of runs, workflows, schedules and events. It has a system of its own, so that it goes on beside <see cref="DashboardSuite"/>.</summary>
[CollectionDefinition(Name)]
public sealed class PagesSuite : ICollectionFixture<DashboardFixture>
{
    public const string Name = "pages";
}
