using System.Security.Cryptography;
using System.Text;
using Redflow.Dashboard.Design;
using Redflow.Payloads;
using Redflow.Workflows;

namespace Redflow.Dashboard.Workflows;

/// <summary>The form that starts a run of a workflow.</summary>
/// <param name="Workflow">The workflow.</param>
/// <param name="Fields">The fields of its input, as its schema has them.</param>
/// <param name="IsJson">Whether the input is to be written as JSON, whatever its schema is.</param>
/// <param name="Typed">What was typed.</param>
internal sealed record StartForm(WorkflowInfo Workflow, InputField Fields, bool IsJson, TypedForm Typed)
{
    /// <summary>The field, and the parameter of the page, that asks for the input as JSON.</summary>
    public const string As = "as";

    public const string Json = "json";

    /// <summary>The input's field.</summary>
    public InputField Input { get; } = IsJson ? InputSchemaReader.AsJson(Fields) : Fields;

    /// <summary>What tells the form from others.</summary>
    public Guid Once { get; } = Guid.TryParse(Typed.Text(OnceField.Name), out var once) ? once : Guid.NewGuid();

    /// <summary>The form as it is shown first, with the defaults that the schema has.</summary>
    public static StartForm Empty(WorkflowInfo workflow, string? mode)
    {
        var form = Of(workflow, mode, new(new Dictionary<string, string>()));
        return form with { Typed = new(form.Input.All().Where(field => HasDefault(field)).ToDictionary(field => field.Name, field => field.Default)) };
    }

    public static StartForm Of(WorkflowInfo workflow, string? mode, TypedForm typed)
    {
        var fields = InputSchemaReader.Read(workflow.InputSchema);
        return new(workflow, fields, mode == Json, typed);
    }

    /// <summary>
    /// The idempotency key of the run that this form starts where none was typed. It is that of what the form says too: who goes back to a form and changes it
    /// starts another run.
    /// </summary>
    public string OnceKey(Payload input)
    {
        var said = string.Join('\n', StartOptions.All.Select(Typed.Text).Prepend(Once.ToString()).Append(input.ToString()));
        return $"dashboard-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said)).AsSpan(0, 16))}";
    }

    private static bool HasDefault(InputField field) => field.Default.Length > 0 && (field.Kind != FieldKind.Boolean || field.Default == "true");
}
