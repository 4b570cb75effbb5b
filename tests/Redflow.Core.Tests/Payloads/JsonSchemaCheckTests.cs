using Redflow.Payloads;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Payloads;

public sealed class JsonSchemaCheckTests
{
    private enum Size
    {
        Small,
        Large,
    }

    private sealed record Line(string Sku, int Count, decimal? Price = null);

    private sealed record Order(string Id, Line[] Lines, Dictionary<string, int>? Tags = null, Size Size = Size.Small, Order? Parent = null);

    [Theory]
    [InlineData("""{"id":"a","lines":[]}""")]
    [InlineData("""{"ID":"a","Lines":[{"sku":"s","count":1.0,"price":1.5}],"unknown":{"x":1}}""")]
    [InlineData("""{"id":"a","lines":[],"tags":{"a":1},"parent":{"id":"b","lines":[]}}""")]
    [InlineData("""{"id":"a","lines":[],"tags":null,"parent":null}""")]
    public void What_the_handler_can_read_is_let_through(string json) => Assert.Empty(Problems<Order>(json));

    [Theory]
    [InlineData("[]", "has to be object, not array")]
    [InlineData("null", "has to be object, not null")]
    [InlineData("{}", "id: is required; lines: is required")]
    [InlineData("""{"id":7,"lines":[]}""", "id: has to be string, not number")]
    [InlineData("""{"id":null,"lines":[]}""", "id: has to be string, not null")]
    [InlineData("""{"id":"a","lines":[{"sku":"s"}]}""", "lines[0].count: is required")]
    [InlineData("""{"id":"a","lines":[{"sku":"s","count":1.5}]}""", "lines[0].count: has to be integer, not number")]
    [InlineData("""{"id":"a","lines":[{"sku":"s","count":true}]}""", "lines[0].count: has to be integer, not boolean")]
    [InlineData("""{"id":"a","lines":[],"tags":{"a":"1"}}""", "tags.a: has to be integer, not string")]
    [InlineData("""{"id":"a","lines":[],"parent":{"id":"b"}}""", "parent.lines: is required")]
    public void What_does_not_fit_is_named_by_its_path(string json, string expected) =>
        Assert.Equal(expected, string.Join("; ", Problems<Order>(json)));

    [Fact]
    public void A_hundred_problems_are_told_as_the_first_twenty() =>
        Assert.Equal(20, Problems<int[]>($"[{string.Join(',', Enumerable.Repeat("\"x\"", 100))}]").Count);

    [Fact]
    public void A_long_name_is_not_written_for_each_of_many_items()
    {
        var (name, items) = (new string('n', 300_000), string.Join(',', Enumerable.Repeat("0", 100_000)));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var problem = Assert.Single(Problems<Dictionary<string, int[]>>($$"""{"{{name}}":[{{items}},"x"]}"""));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000_000);
        Assert.Equal($"{name[..100]}…[100000]", problem.Member);
    }

    private static IReadOnlyList<InputProblem> Problems<T>(string json)
    {
        var workflow = new WorkflowDefinition<T, int>("w", new(), (_, _) => Task.FromResult(0)).ToInfo(new(new()));
        try
        {
            InputSchema.Check(workflow, new(System.Text.Encoding.UTF8.GetBytes(json)));
            return [];
        }
        catch (InputValidationException exception)
        {
            return exception.Problems;
        }
    }
}
