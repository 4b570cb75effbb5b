using System.Text;
using Redflow.Dashboard.Design;
using Redflow.Dashboard.Workflows;
using Redflow.Payloads;

namespace Redflow.Dashboard.Tests.Workflows;

public sealed class InputWriterTests
{
    private const string Schema =
        """
        {"type":"object","required":["text","count","flag","choice","list","or"],"properties":{
          "text":{"type":"string"},"count":{"type":"integer"},"flag":{"type":"boolean"},"choice":{"enum":["a","b"]},"list":{"type":"array"},
          "or":{"type":["string","null"]},"price":{"type":"number"},"inner":{"type":"object","required":["name"],"properties":{"name":{"type":"string"}}}}}
        """;

    [Fact]
    public void What_was_typed_becomes_the_input()
    {
        var (input, _) = Write(
            ("input/text", " \"quoted\" "), ("input/count", " 12 "), ("input/flag", "on"), ("input/choice", "\"b\""), ("input/list", "[1, 2]"), ("input/price", "-1.50e2"));

        Assert.Equal("""{"text":" \"quoted\" ","count":12,"flag":true,"choice":"b","list":[1, 2],"or":null,"price":-1.50e2}""", input);
    }

    [Fact]
    public void An_object_that_may_be_left_out_is_there_as_soon_as_something_is_typed_in_it()
    {
        var (input, _) = Write(("input/text", "t"), ("input/count", "1"), ("input/choice", "\"a\""), ("input/list", "[]"), ("input/inner/name", "n"));

        Assert.Equal("""{"text":"t","count":1,"flag":false,"choice":"a","list":[],"or":null,"inner":{"name":"n"}}""", input);
    }

    [Fact]
    public void Every_mistake_stands_at_its_field()
    {
        var (input, form) = Write(("input/count", "twelve"), ("input/choice", "\"c\""), ("input/list", "[1,"), ("input/price", "1,5"));

        Assert.Null(input);
        Assert.Equal("is required", form.MistakeIn("input/text"));
        Assert.Equal("has to be a whole number", form.MistakeIn("input/count"));
        Assert.Equal("is none of the values that it takes", form.MistakeIn("input/choice"));
        Assert.Equal("is not JSON: look at line 1, character 3", form.MistakeIn("input/list"));
        Assert.Equal("has to be a number, with a dot before its decimals", form.MistakeIn("input/price"));
        Assert.Null(form.MistakeIn("input/inner/name"));
    }

    [Theory]
    [InlineData("007")]
    [InlineData("1.0")]
    [InlineData("+1")]
    [InlineData("1e3")]
    [InlineData("1 2")]
    public void A_whole_number_is_written_as_JSON_has_it(string text)
    {
        var (_, form) = Write(("input/count", text));

        Assert.NotNull(form.MistakeIn("input/count"));
    }

    [Fact]
    public void JSON_that_is_too_deep_is_a_mistake()
    {
        var (input, form) = Write(
            ("input/text", "t"), ("input/count", "1"), ("input/choice", "\"a\""), ("input/list", new string('[', 64) + new string(']', 64)));

        Assert.Null(input);
        Assert.True(form.HasMistakes);
    }

    private static (string? Input, TypedForm Form) Write(params (string Name, string Text)[] fields)
    {
        var form = new TypedForm(fields.ToDictionary(field => field.Name, field => field.Text));
        return (InputWriter.Write(InputSchemaReader.Read(Payload.Parse(Encoding.UTF8.GetBytes(Schema))), form)?.ToString(), form);
    }
}
