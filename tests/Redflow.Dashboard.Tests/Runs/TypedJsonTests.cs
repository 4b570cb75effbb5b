using System.Text;
using Redflow.Dashboard.Runs;
using Redflow.Payloads;

namespace Redflow.Dashboard.Tests.Runs;

public sealed class TypedJsonTests
{
    [Theory]
    [InlineData("{\r\n  \"a\": 1,\r\n  \"a\": 2.50\r\n}", """{"a":1,"a":2.50}""")]
    [InlineData(" \"é\" ", "\"é\"")]
    [InlineData("12345678901234567890.10", "12345678901234567890.10")]
    public void What_was_typed_is_taken_without_its_blanks(string text, string expected)
    {
        Assert.Null(TypedJson.Read(text, out var payload));

        Assert.Equal(expected, payload.ToString());
    }

    [Theory]
    [InlineData("{ \"a\": }", "at line 1, place 8")]
    [InlineData("{\n  \"a\": 1,\n}", "at line 3, place 1")]
    [InlineData("\"\\ud800\"", "half of a surrogate pair")]
    [InlineData("1 2", "at line 1, place 3")]
    public void What_is_wrong_is_told_with_its_place(string text, string mistake)
    {
        var told = TypedJson.Read(text, out _);

        Assert.StartsWith("This is not JSON", told, StringComparison.Ordinal);
        Assert.Contains(mistake, told, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Input_is_shown_to_be_edited_when_all_of_it_is_seen()
    {
        var input = Payload.Parse("""{"a":[1]}"""u8.ToArray());

        var editable = EditableInput.Of(input, Payload.Parse("""{ "a": [ 1 ] }"""u8.ToArray()));

        Assert.Equal(("{\n  \"a\": [\n    1\n  ]\n}", null), (editable.Text, editable.Hint));
        Assert.True(editable.IsLeftBy(editable.Text.ReplaceLineEndings("\r\n")));
        Assert.True(editable.IsLeftBy(" "));
        Assert.False(editable.IsLeftBy("{}"));
    }

    [Fact]
    public void Input_that_is_hidden_or_large_is_not_in_the_form()
    {
        var large = new Payload(Encoding.UTF8.GetBytes($"\"{new string('x', 300_000)}\""));

        Assert.Equal("", EditableInput.Of(large, large).Text);
        var hidden = EditableInput.Of(Payload.Parse("""{"card":"4111"}"""u8.ToArray()), Payload.Parse("""{"card":"[redacted]"}"""u8.ToArray()));
        Assert.Equal("", hidden.Text);
        Assert.Contains("You do not see all", hidden.Hint, StringComparison.Ordinal);
    }
}
