using System.Text;
using Redflow.Dashboard.Design;
using Redflow.Payloads;

namespace Redflow.Dashboard.Tests.Design;

public sealed class JsonOutlineTests
{
    [Fact]
    public void Small_document_is_shown_whole()
    {
        var outline = Of("""{"a":[1,{"b":null}],"c":"x"}""");

        Assert.True(outline.IsWhole);
        Assert.Equal(6, CountOf(outline.Root));
        Assert.Equal("\"x\"", outline.Root.Parts[1].Text);
    }

    [Fact]
    public void Long_list_hides_no_member_beside_it()
    {
        var outline = Of($$"""{"rows":[{{string.Join(',', Enumerable.Range(0, 50_000))}}],"total":50000}""");

        Assert.False(outline.IsWhole);
        Assert.Equal((JsonOutline.MaxPartsOfOne, 50_000), (outline.Root.Parts[0].Parts.Count, outline.Root.Parts[0].Count));
        Assert.Equal("50000", outline.Root.Parts[1].Text);
    }

    [Fact]
    public void No_more_is_shown_than_a_browser_draws_at_once()
    {
        var row = $"[{string.Join(',', Enumerable.Repeat("[1,2,3]", 90))}]";

        var outline = Of($"[{string.Join(',', Enumerable.Repeat(row, 90))}]");

        Assert.False(outline.IsWhole);
        Assert.Equal(JsonOutline.MaxParts + 1, CountOf(outline.Root));
    }

    [Fact]
    public void Long_text_is_cut()
    {
        var outline = Of($$"""{"a":"{{new string('x', 10_000)}}"}""");

        Assert.False(outline.IsWhole);
        Assert.True(outline.Root.Parts[0].Text.Length < 3_000);
    }

    private static JsonOutline Of(string json) => JsonOutline.Of(Payload.Parse(Encoding.UTF8.GetBytes(json)));

    private static int CountOf(JsonPart part) => 1 + part.Parts.Sum(CountOf);
}
