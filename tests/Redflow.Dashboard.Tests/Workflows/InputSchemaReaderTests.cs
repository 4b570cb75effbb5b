using System.Text;
using System.Text.Json;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Redflow.Dashboard.Tests.Hosting;
using Redflow.Dashboard.Workflows;
using Redflow.Payloads;

namespace Redflow.Dashboard.Tests.Workflows;

public sealed class InputSchemaReaderTests
{
    [Fact]
    public void A_field_is_what_the_schema_of_a_type_says()
    {
        var fields = InputSchemaReader.Read(OfDelivery());

        Assert.Equal(
            [
                "supplier Text required", "pallets Integer required", "tons Number required", "isCooled Boolean required", "dock Choice required",
                "driver Group required", "articles Json required", "note Text", "floor Integer",
            ],
            fields.Members.Select(Tell));
        Assert.Equal(["name Text required", "phone Text required or null"], fields.Members[5].Members.Select(Tell));
        Assert.Equal(["\"Ramp\"", "\"Gate\"", "\"Yard\""], fields.Members[4].Choices);
        Assert.Equal("2", fields.Members[8].Default);
        Assert.Equal("input/driver/name", fields.Members[5].Members[0].Name);
    }

    [Theory]
    [InlineData("true", nameof(FieldKind.Json))]
    [InlineData("{}", nameof(FieldKind.Json))]
    [InlineData("""{"type":"string"}""", nameof(FieldKind.Text))]
    [InlineData("""{"type":["string","null"]}""", nameof(FieldKind.Text))]
    [InlineData("""{"type":["string","integer"],"pattern":"x"}""", nameof(FieldKind.Integer))]
    [InlineData("""{"type":"number"}""", nameof(FieldKind.Number))]
    [InlineData("""{"type":["boolean","null"]}""", nameof(FieldKind.Choice))]
    [InlineData("""{"enum":["a",null]}""", nameof(FieldKind.Choice))]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", nameof(FieldKind.Json))]
    [InlineData("""{"type":"object","additionalProperties":{"type":"string"}}""", nameof(FieldKind.Json))]
    [InlineData("""{"type":"object","properties":{"a":true}}""", nameof(FieldKind.Group))]
    [InlineData("""{"$ref":"#"}""", nameof(FieldKind.Json))]
    public void What_there_is_no_field_for_is_written_as_JSON(string schema, string kind) => Assert.Equal(kind, Read(schema).Kind.ToString());

    [Fact]
    public void A_type_that_holds_itself_is_written_as_JSON_from_there_on()
    {
        var fields = Read("""{"type":"object","properties":{"name":{"type":"string"},"parent":{"$ref":"#"}}}""");

        Assert.Equal([FieldKind.Text, FieldKind.Json], fields.Members.Select(member => member.Kind));
    }

    [Fact]
    public void A_mistake_is_told_at_the_deepest_field_on_its_path()
    {
        var fields = InputSchemaReader.Read(OfDelivery());

        Assert.Equal("input/driver/name", fields.Find("driver.name").Name);
        Assert.Equal("input/articles", fields.Find("articles[2]").Name);
        Assert.Equal("input/supplier", fields.Find("Supplier").Name);
        Assert.Equal("input", fields.Find("supplierName").Name);
    }

    [Fact]
    public void An_input_is_sketched_for_those_who_write_it_as_JSON()
    {
        var fields = InputSchemaReader.Read(OfDelivery());

        var sketch = InputSchemaReader.AsJson(fields).Default;

        Assert.Equal(
            """{"supplier":"","pallets":0,"tons":0,"isCooled":false,"dock":"Ramp","driver":{"name":"","phone":null},"articles":null,"note":null,"floor":2}""",
            string.Concat(sketch.Where(character => !char.IsWhiteSpace(character))));
    }

    /// <summary>The schema as a worker registers it.</summary>
    private static Payload OfDelivery()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
        return new(JsonSerializer.SerializeToUtf8Bytes(options.GetJsonSchemaAsNode(typeof(Shop.Delivery), new() { TreatNullObliviousAsNonNullable = true })));
    }

    private static InputField Read(string schema) => InputSchemaReader.Read(Payload.Parse(Encoding.UTF8.GetBytes(schema)));

    private static string Tell(InputField field) =>
        $"{field.Label} {field.Kind}{(field.IsRequired ? " required" : "")}{(field is { IsNullable: true, IsRequired: true } ? " or null" : "")}";
}
