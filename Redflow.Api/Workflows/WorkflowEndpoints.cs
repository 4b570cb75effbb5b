using Redflow.Api.OpenApi;
using Redflow.Api.Requests;

namespace Redflow.Api.Workflows;

/// <summary>The workflows that workers have registered: read, paused, resumed and limited under their names.</summary>
internal static class WorkflowEndpoints
{
    public static void MapWorkflows(this IEndpointRouteBuilder api)
    {
        var workflows = api.MapGroup("/workflows").WithTags("workflows");
        workflows.MapGet("", ListWorkflows.HandleAsync)
            .Describe("listWorkflows", "Lists the registered workflows", "By name. They stay listed when no worker that has them is up.")
            .Answers(200, "A page of them.");
        workflows.MapGet("/{name}", GetWorkflow.HandleAsync)
            .Describe("getWorkflow", "Reads a workflow", "With the schema of its input.")
            .Answers(200, "The workflow.")
            .Refuses(Problems.UnknownWorkflow);
        workflows.MapPost("/{name}/pause", PauseWorkflow.HandleAsync)
            .Describe(
                "pauseWorkflow",
                "Lets no more run of a workflow start",
                "What runs goes on. Idempotent: a second pause keeps the time and takes the new reason.")
            .TakesBody(typeof(ReasonRequest), "Why; empty for no reason.", """{"reason":"the printer is out of paper"}""")
            .Answers(200, "The workflow, paused.")
            .Refuses(Problems.UnknownWorkflow, Problems.EngineName);
        workflows.MapPost("/{name}/resume", ResumeWorkflow.HandleAsync)
            .Describe("resumeWorkflow", "Ends a workflow's pause", "Idempotent.")
            .Answers(200, "The workflow.")
            .Refuses(Problems.UnknownWorkflow, Problems.EngineName);
        workflows.MapPut("/{name}/limits", SetLimits.HandleAsync)
            .Describe("setLimits", "Changes a workflow's limits", "All of them, for queued runs too, until a worker registers the workflow again. Idempotent.")
            .TakesBody(
                typeof(LimitsRequest),
                "All its limits: one that is left out or `null` is none.",
                """{"maxConcurrency":20,"rate":{"count":100,"period":"1m"}}""",
                isRequired: true)
            .Answers(200, "The workflow, limited.")
            .Refuses(Problems.UnknownWorkflow, Problems.EngineName);
    }
}
