using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Client;
using Redflow.Dashboard.Design;
using Redflow.Dashboard.Redaction;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Steps;

namespace Redflow.Dashboard.Runs;

/// <summary>Reruns: as the run was, by a question on its page, or with another input and from a step, by a form of their own.</summary>
internal static class RerunEndpoints
{
    /// <summary><c>GET {dashboard}/runs/{id}/rerun</c>: the form, which begins at the start or at the step that is named.</summary>
    public static async Task<IResult> ShowAsync(RunId id, string? step, RedflowClient client, Veil veil, HttpContext context)
    {
        var snapshot = await client.GetRunSnapshotAsync(id, context.RequestAborted);
        return SystemNames.IsOurs(snapshot.Run.Workflow)
            ? SeeOther.Run(context, id, Notices.RerunRefused)
            : Show(context, FormOf(snapshot, veil, context) with { Step = string.IsNullOrEmpty(step) ? null : step });
    }

    /// <summary><c>POST {dashboard}/runs/{id}/rerun</c>: makes the new run, and one however often it is sent. What is wrong is said at its field.</summary>
    public static async Task<IResult> SendAsync(RunId id, RedflowClient client, Veil veil, HttpContext context)
    {
        var snapshot = await client.GetRunSnapshotAsync(id, context.RequestAborted);
        if (SystemNames.IsOurs(snapshot.Run.Workflow))
        {
            return SeeOther.Run(context, id, Notices.RerunRefused);
        }

        var form = FormOf(snapshot, veil, context).With(await context.Request.ReadFormAsync(context.RequestAborted));
        var edited = Payload.Null;
        var isLeft = form.Stored.IsLeftBy(form.Input);
        if (!isLeft && TypedJson.Read(form.Input, out edited) is { } mistake)
        {
            return Show(context, form with { InputMistake = mistake }, StatusCodes.Status400BadRequest);
        }

        try
        {
            var handle = await client.RerunAsync(id, isLeft ? null : edited, form.Step, form.Once.ToString(), context.RequestAborted);
            return SeeOther.Run(context, handle.Id, Notices.Rerun);
        }
        catch (Exception exception) when (exception is InputValidationException or PayloadTooLargeException)
        {
            return Show(context, form with { InputMistake = exception.Message }, StatusCodes.Status400BadRequest);
        }
        catch (StepNotFoundException)
        {
            return Show(context, form with { StepMistake = $"The run has stored no step '{form.Step}'." }, StatusCodes.Status400BadRequest);
        }
    }

    private static RerunForm FormOf(RunSnapshot snapshot, Veil veil, HttpContext context)
    {
        var seen = veil.Cover(StoredRun.Of(snapshot), PageFrame.ViewerOf(context));
        return new(seen.Run, [.. seen.Steps.Select(step => step.Name).TakeLast(RerunForm.MaxSteps)], EditableInput.Of(snapshot.Run.Input, seen.Run.Input));
    }

    private static RazorComponentResult Show(HttpContext context, RerunForm form, int status = StatusCodes.Status200OK) =>
        Pages.Show<RerunPage, RerunForm>(context, PageFrame.Of(context), form, status);
}
