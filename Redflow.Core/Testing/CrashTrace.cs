using System.Text;
using Redflow.Payloads;

namespace Redflow.Testing;

/// <summary>What two runs of a workflow have to have in common, as text.</summary>
internal static class CrashTrace
{
    public static string Of(WorkflowTestRun run, object? effects)
    {
        var trace = new StringBuilder($"{run.Status}, output {run.Run.Output?.ToString() ?? "none"}, error {run.Error?.Message ?? "none"}");
        trace.Append(", emitted [").AppendJoin(", ", run.EmittedWorkflows.Select(emitted => $"{emitted.Workflow} {emitted.Input}").Order(StringComparer.Ordinal));
        trace.Append("], events [").AppendJoin(", ", run.EmittedEvents.Select(emitted => $"{emitted.Name} {emitted.CorrelationKey} {emitted.Payload}").Order(StringComparer.Ordinal));
        trace.Append("], undone [").AppendJoin(", ", run.Compensated);
        trace.Append("], effects ").Append(effects is null ? "none" : Encoding.UTF8.GetString(PayloadJson.Write(effects)));
        return trace.ToString();
    }
}
