using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Requests;

/// <summary>Everything that takes a reason takes the same body.</summary>
[Collection(ApiSuite.Name)]
public sealed class ReasonRequestTests(ApiFixture fixture)
{
    private static readonly string[] Paths =
    [
        $"/api/v1/workflows/{Samples.Greet}/pause", "/api/v1/queues/default/pause", "/api/v1/runs/0123456789abcdefghjkm00/cancel",
        "/api/v1/bulk/0123456789abcdefghjkm00/abort",
    ];

    [Theory]
    [InlineData("""{"reason":5}""", "reason")]
    [InlineData("""{"raeson":"typo"}""", "raeson")]
    [InlineData("\"because\"", "$")]
    [InlineData("7", "$")]
    [InlineData("[]", "$")]
    public async Task Body_that_is_no_reason_is_400_and_names_the_member(string body, string member)
    {
        foreach (var path in Paths)
        {
            var problem = await (await fixture.Http.SendJsonAsync(path, body)).ProblemAsync("invalid-parameter");

            Assert.Equal([member], problem["errors"]!.AsObject().Select(error => error.Key));
        }
    }

    [Fact]
    public Task Reason_that_is_too_long_is_400() => Body_that_is_no_reason_is_400_and_names_the_member($$"""{"reason":"{{new string('x', 1_025)}}"}""", "reason");
}
