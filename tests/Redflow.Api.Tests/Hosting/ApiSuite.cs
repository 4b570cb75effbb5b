namespace Redflow.Api.Tests.Hosting;

[CollectionDefinition(Name)]
public sealed class ApiSuite : ICollectionFixture<ApiFixture>
{
    public const string Name = "api";
}
