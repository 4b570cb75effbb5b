using System.CommandLine;

namespace Redflow.Cli.Workflows;

/// <summary><c>redflow workflows</c>.</summary>
internal static class WorkflowCommands
{
    public static Command Create(Tool tool) => new("workflows", "Workflows that workers have registered.")
    {
        new ListWorkflows(tool),
        new GetWorkflow(tool),
        new PauseWorkflow(tool),
        new ResumeWorkflow(tool),
        new LimitWorkflow(tool),
    };
}
