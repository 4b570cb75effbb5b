namespace Redflow.Api.Workflows;

/// <summary>The workflows that workers have registered: read, paused, resumed and limited under their names.</summary>
internal static class WorkflowEndpoints
{
    public static void MapWorkflows(this IEndpointRouteBuilder api)
    {
        var workflows = api.MapGroup("/workflows");
        workflows.MapGet("", ListWorkflows.HandleAsync);
        workflows.MapGet("/{name}", GetWorkflow.HandleAsync);
        workflows.MapPost("/{name}/pause", PauseWorkflow.HandleAsync);
        workflows.MapPost("/{name}/resume", ResumeWorkflow.HandleAsync);
        workflows.MapPut("/{name}/limits", SetLimits.HandleAsync);
    }
}
