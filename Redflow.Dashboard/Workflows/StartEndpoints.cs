using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Redflow.Client;
using Redflow.Dashboard.Access;
using Redflow.Dashboard.Design;
using Redflow.Payloads;
using Redflow.Storage;
using Redflow.Workflows;

namespace Redflow.Dashboard.Workflows;

/// <summary><c>{dashboard}/workflows/{name}/start</c>: shows the form that starts a run, and takes it.</summary>
internal static class StartEndpoints
{
    /// <summary>How long the same form starts no second run.</summary>
    private static readonly TimeSpan OnceFor = TimeSpan.FromDays(1);

    public static void MapStart(this IEndpointRouteBuilder pages)
    {
        var form = pages.MapGroup("/workflows/{name}/start").WithMetadata(new PageDepth(3));
        form.MapGet("", ShowAsync).AddEndpointFilter<ForChangers>();
        form.MapPost("", StartAsync).AddEndpointFilter<ChangesOnly>();
    }

    private static async Task<IResult> ShowAsync(string name, WorkflowReader reader, HttpContext context)
    {
        var workflow = await reader.GetAsync(name, context.RequestAborted);
        return Show(context, StartForm.Empty(workflow, context.Request.Query[StartForm.As]), StatusCodes.Status200OK);
    }

    private static async Task<IResult> StartAsync(string name, WorkflowReader reader, RedflowClient client, HttpContext context)
    {
        var workflow = await reader.GetAsync(name, context.RequestAborted);
        var typed = TypedForm.Of(await context.Request.ReadFormAsync(context.RequestAborted));
        var form = StartForm.Of(workflow, typed.Text(StartForm.As), typed);
        var options = StartOptions.Read(typed);
        if (InputWriter.Write(form.Input, typed) is not { } input)
        {
            return Show(context, form, StatusCodes.Status400BadRequest);
        }

        var isOurKey = options.IdempotencyKey is null;
        try
        {
            var (run, alreadyExisted) = await client.EmitRunAsync(
                name, input, isOurKey ? options with { IdempotencyKey = form.OnceKey(input), KeyTtl = OnceFor } : options, context.RequestAborted);
            return SeeOther.Run(context, run.Id, alreadyExisted && !isOurKey ? Notices.KeyTaken : Notices.Started);
        }
        catch (RedflowException exception) when (exception is not UnknownWorkflowException)
        {
            return Show(context, form, Refuse(form, exception));
        }
    }

    /// <summary>Says at the form what the engine refuses.</summary>
    private static int Refuse(StartForm form, RedflowException exception)
    {
        if (exception is InputValidationException invalid)
        {
            foreach (var problems in invalid.Problems.GroupBy(problem => form.Input.Find(problem.Member)))
            {
                form.Typed.Refuse(problems.Key.Name, string.Join("; ", problems.Select(problem => Tell(problem, problems.Key))));
            }

            return StatusCodes.Status400BadRequest;
        }

        var isAway = exception is StoreUnavailableException;
        form.Typed.Refuse(
            TypedForm.Whole,
            isAway ? $"{exception.Message} The run may have been started all the same. Send the form again: it starts one run, however often it is sent." : exception.Message);
        return isAway ? StatusCodes.Status503ServiceUnavailable
            : exception is QueueFullException ? StatusCodes.Status409Conflict
            : StatusCodes.Status400BadRequest;
    }

    /// <summary>A field of several members says of which.</summary>
    private static string Tell(InputProblem problem, InputField field) =>
        string.Equals(field.Path, problem.Member, StringComparison.OrdinalIgnoreCase) ? problem.Message : problem.ToString();

    private static RazorComponentResult Show(HttpContext context, StartForm form, int status) => Pages.Show<StartPage, StartForm>(context, PageFrame.Of(context), form, status);
}
