using System.Buffers;
using System.Text;
using Microsoft.Extensions.Options;
using Redflow.Dashboard;
using Redflow.Dashboard.Redaction;

namespace Redflow.Api.Tests.Redaction;

public sealed class RedactorTests
{
    [Theory]
    [InlineData("$.input.card", """{"input":{"card":"4111","n":1}}""", """{"input":{"card":"[redacted]","n":1}}""")]
    [InlineData("$['input'][\"card\"]", """{"input":{"card":4111}}""", """{"input":{"card":"[redacted]"}}""")]
    [InlineData("$.input.card", """{"input":{"card":{"number":[1]},"a":[true,null,1.50,"é"]}}""", """{"input":{"card":"[redacted]","a":[true,null,1.50,"é"]}}""")]
    [InlineData("$.input.card", """{"runs":[{"input":{"card":1}},{"input":{"card":2}}]}""", """{"runs":[{"input":{"card":"[redacted]"}},{"input":{"card":"[redacted]"}}]}""")]
    [InlineData("$.output.*.email", """{"output":{"a":{"email":1,"x":2},"b":[{"email":3}]}}""", """{"output":{"a":{"email":"[redacted]","x":2},"b":[{"email":3}]}}""")]
    [InlineData("$.output[*].email", """{"output":[{"email":1},{"email":2}]}""", """{"output":[{"email":"[redacted]"},{"email":"[redacted]"}]}""")]
    [InlineData("$..password", """{"input":[[{"password":1}]],"password":2}""", """{"input":[[{"password":"[redacted]"}]],"password":"[redacted]"}""")]
    [InlineData("$.input..card", """{"input":{"a":[{"card":1}],"card":2},"card":3}""", """{"input":{"a":[{"card":"[redacted]"}],"card":"[redacted]"},"card":3}""")]
    [InlineData("$.input..[*]", """{"input":{"a":1,"b":[2]}}""", """{"input":{"a":"[redacted]","b":"[redacted]"}}""")]
    [InlineData("$.input.card", """{"input":{"card":1,"card":2}}""", """{"input":{"card":"[redacted]","card":"[redacted]"}}""")]
    [InlineData("$.input.card", """{"input":{"card":1}}""", """{"input":{"card":"[redacted]"}}""")]
    [InlineData("$.input.card", """{"input":{"card":null}}""", """{"input":{"card":null}}""")]
    [InlineData("$.input", """{"input":"all of it"}""", """{"input":"[redacted]"}""")]
    [InlineData("$.input.card", """{"output":{"card":1},"input":"card"}""", """{"output":{"card":1},"input":"card"}""")]
    [InlineData("$.input.Card", """{"input":{"card":1}}""", """{"input":{"card":1}}""")]
    public void What_a_path_leads_to_is_not_shown(string path, string json, string shown) => Assert.Equal(shown, Copy(json, null, path));

    [Theory]
    [InlineData("$.input.card", """{"payload":{"card":1,"n":1},"name":"paid"}""", """{"payload":{"card":"[redacted]","n":1},"name":"paid"}""")]
    [InlineData("$.output..card", """{"events":[{"payload":{"a":[{"card":1}]}}]}""", """{"events":[{"payload":{"a":[{"card":"[redacted]"}]}}]}""")]
    [InlineData("$.payload", """{"payload":{"card":1}}""", """{"payload":"[redacted]"}""")]
    [InlineData("$.input", """{"payload":[1]}""", """{"payload":"[redacted]"}""")]
    [InlineData("$.error.input", """{"payload":{"card":1}}""", """{"payload":{"card":1}}""")]
    [InlineData("$.input.card", """{"input":{"payload":{"card":1}}}""", """{"input":{"payload":{"card":1}}}""")]
    public void What_an_event_carries_is_an_input_and_an_output(string path, string json, string shown) => Assert.Equal(shown, Copy(json, null, path));

    [Theory]
    [InlineData("""{"error":{"type":"T","message":"of 4111","stackTrace":"at","step":"charge"}}""", """{"error":{"type":"T","message":"[redacted]","stackTrace":"[redacted]","step":"charge"}}""")]
    [InlineData("""{"lines":[{"message":"of 4111","exception":null},{"exception":"T: of 4111"}]}""", """{"lines":[{"message":"[redacted]","exception":null},{"exception":"[redacted]"}]}""")]
    [InlineData("""{"progress":{"fraction":0.5,"message":"of 4111"}}""", """{"progress":{"fraction":0.5,"message":"[redacted]"}}""")]
    [InlineData("""{"wait":{"message":"It is due."},"input":{"message":"hi"},"output":[{"message":"hi"}]}""", """{"wait":{"message":"It is due."},"input":{"message":"hi"},"output":[{"message":"hi"}]}""")]
    public void What_handlers_write_is_not_shown_whatever_the_path_and_payloads_are(string json, string shown) => Assert.Equal(shown, Copy(json, null, "$.input.card"));

    [Theory]
    [InlineData("$.output", "7", "\"[redacted]\"")]
    [InlineData("$.output.email", """{"email":1,"x":2}""", """{"email":"[redacted]","x":2}""")]
    [InlineData("$.output[*]", "[1,2]", """["[redacted]","[redacted]"]""")]
    [InlineData("$.input.email", """{"email":1}""", """{"email":1}""")]
    public void Text_that_is_a_members_value_is_redacted_as_that(string path, string json, string shown) => Assert.Equal(shown, Copy(json, "output", path));

    [Fact]
    public void All_paths_hold() => Assert.Equal("""{"a":"[redacted]","b":{"c":"[redacted]","d":1}}""", Copy("""{"a":1,"b":{"c":1,"d":1}}""", null, "$.a", "$.b.c"));

    [Theory]
    [InlineData("input.card")]
    [InlineData("$")]
    [InlineData("")]
    [InlineData("$.")]
    [InlineData("$.input.")]
    [InlineData("$.input[0]")]
    [InlineData("$.input[?@.a]")]
    [InlineData("$.input[1:2]")]
    [InlineData("$.input...card")]
    [InlineData("$.input['card]")]
    [InlineData("$.in put")]
    public void What_is_no_path_is_told(string path) => Assert.Null(RedactionPath.Parse(path));

    private static string Copy(string json, string? heldAs, params string[] paths)
    {
        var options = new RedflowDashboardOptions();
        foreach (var path in paths)
        {
            options.Redact.Add(path);
        }

        var output = new ArrayBufferWriter<byte>();
        new Redactor(Options.Create(options)).Copy(Encoding.UTF8.GetBytes(json), output, heldAs);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
