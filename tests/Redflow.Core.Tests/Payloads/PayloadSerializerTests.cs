using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Redflow.Payloads;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Payloads;

public sealed class PayloadSerializerTests
{
    private static readonly PayloadSerializer Default = new(new());
    private static readonly PayloadSerializer Generated = new(new() { Serializer = KnownTypes.Default.Options });

    [Fact]
    public void The_default_is_camel_case_and_strict()
    {
        Assert.Equal("""{"colour":1,"litreCount":3}""", Text(Default.Write(new Paint(Colour.Green, 3))));
        Assert.Throws<JsonException>(() => Default.Read<Paint>("""{"colour":1}"""u8));
    }

    [Fact]
    public void The_default_can_be_added_to()
    {
        var options = new RedflowPayloadOptions();
        options.Serializer.Converters.Add(new JsonStringEnumConverter());

        var payloads = new PayloadSerializer(options);

        Assert.Equal("""{"colour":"Green","litreCount":3}""", Text(payloads.Write(new Paint(Colour.Green, 3))));
    }

    [Fact]
    public void A_source_generated_context_takes_the_place_of_reflection()
    {
        var json = Generated.Write(new Paint(Colour.Green, 3));

        Assert.Equal("""{"colour":"Green","litre_count":3}""", Text(json));
        Assert.Equal(new(Colour.Green, 3), Generated.Read<Paint>(json));
        Assert.Throws<NotSupportedException>(() => Generated.Write(Guid.Empty));
    }

    [Fact]
    public void What_the_engine_asks_for_itself_needs_no_place_in_the_context()
    {
        Assert.Equal("null", Text(Generated.Write<object?>(null)));
        Assert.Null(Generated.Read<object>("null"u8));
        Assert.Equal("""{"any":[1]}""", Generated.Read<Payload>("""{"any":[1]}"""u8).ToString());
    }

    [Fact]
    public void The_schema_of_an_input_goes_by_the_serializer_too()
    {
        var schema = new WorkflowDefinition<Paint, int>("paint", new(), (_, _) => Task.FromResult(0)).ToInfo(Generated).InputSchema.ToString();

        Assert.Contains("litre_count", schema, StringComparison.Ordinal);
        Assert.Contains("Green", schema, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_over_its_limit_is_refused_with_its_size_and_its_limit()
    {
        var payloads = new PayloadSerializer(new() { MaxInputBytes = 10, MaxStepResultBytes = 20, MaxOutputBytes = 30 });

        Refused(() => payloads.WriteInput(Of(11)), "input is 11 bytes", "limit of 10 bytes", "Redflow:Payloads:MaxInputBytes");
        Refused(() => payloads.CheckInput(new byte[11]), "input is 11 bytes", "limit of 10 bytes", "Redflow:Payloads:MaxInputBytes");
        Refused(() => payloads.WriteStepResult("s", Of(21)), "result of step 's' is 21 bytes", "limit of 20 bytes", "Redflow:Payloads:MaxStepResultBytes");
        Refused(() => payloads.WriteOutput(Of(31)), "output is 31 bytes", "limit of 30 bytes", "Redflow:Payloads:MaxOutputBytes");
        Assert.Equal([10, 20, 30], [payloads.WriteInput(Of(10)).Length, payloads.WriteStepResult("s", Of(20)).Length, payloads.WriteOutput(Of(30)).Length]);
    }

    private static void Refused(Action write, params string[] parts)
    {
        var message = Assert.Throws<PayloadTooLargeException>(write).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    private static string Of(int bytes) => new('x', bytes - 2);

    private static string Text(byte[] json) => Encoding.UTF8.GetString(json);
}
