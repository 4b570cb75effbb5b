using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Redflow.Workflows;

namespace Redflow.Payloads;

/// <summary>The JSON schema of a workflow's input: what clients without the handler's types know of it.</summary>
internal static class InputSchema
{
    /// <summary>The input itself may be null only where its type is a nullable value type.</summary>
    private static readonly JsonSchemaExporterOptions ExporterOptions = new() { TreatNullObliviousAsNonNullable = true };

    public static Payload Of(Type type, PayloadSerializer payloads) =>
        new(JsonSerializer.SerializeToUtf8Bytes(payloads.Json.GetJsonSchemaAsNode(type, ExporterOptions)));

    /// <exception cref="InputValidationException">The input does not fit the workflow's schema.</exception>
    public static void Check(WorkflowInfo workflow, Payload input)
    {
        if (Problems(workflow.InputSchema, input) is { Count: > 0 } problems)
        {
            throw new InputValidationException(workflow.Name, problems);
        }
    }

    public static IReadOnlyList<InputProblem> Problems(Payload schema, Payload input)
    {
        using var document = JsonDocument.Parse(input.Utf8);
        return JsonSchemaCheck.Problems(JsonNode.Parse(schema.Utf8.Span)!, document.RootElement);
    }
}
