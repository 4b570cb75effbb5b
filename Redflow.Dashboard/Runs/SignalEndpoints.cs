using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Client;
using Redflow.Dashboard.Design;
using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Dashboard.Runs;

/// <summary>Signals to a run, by a form of their own.</summary>
internal static class SignalEndpoints
{
    /// <summary><c>GET {dashboard}/runs/{id}/signal</c>: the form, with the name of the signal that the run waits for.</summary>
    public static async Task<IResult> ShowAsync(RunId id, string? name, RedflowClient client, HttpContext context)
    {
        var form = await FormOfAsync(id, client, context);
        return form.Run.Status.IsTerminal()
            ? SeeOther.Run(context, id, Notices.SignalFinished)
            : Show(context, form with { Name = !string.IsNullOrEmpty(name) ? name : form.Awaited is [var awaited, ..] ? awaited : "" });
    }

    /// <summary><c>POST {dashboard}/runs/{id}/signal</c>: gives the run the signal, once however often it is sent. What is wrong is said at its field.</summary>
    public static async Task<IResult> SendAsync(RunId id, RedflowClient client, HttpContext context)
    {
        var form = (await FormOfAsync(id, client, context)).With(await context.Request.ReadFormAsync(context.RequestAborted));
        var payload = Payload.Null;
        form = form with
        {
            NameMistake = Names.IsLabel(form.Name, Names.MaxLabelLength) ? null : $"A signal's name takes 1 to {Names.MaxLabelLength} characters without control characters.",
            PayloadMistake = string.IsNullOrWhiteSpace(form.Payload) ? null : TypedJson.Read(form.Payload, out payload),
        };
        if (form.NameMistake is not null || form.PayloadMistake is not null)
        {
            return Show(context, form, StatusCodes.Status400BadRequest);
        }

        try
        {
            return SeeOther.Run(context, id, await client.SignalRunAsync(id, form.Name, payload, form.Once, context.RequestAborted) switch
            {
                SignalResult.Delivered => Notices.SignalDelivered,
                SignalResult.Full => Notices.SignalFull,
                _ => Notices.SignalFinished,
            });
        }
        catch (PayloadTooLargeException exception)
        {
            return Show(context, form with { PayloadMistake = exception.Message }, StatusCodes.Status400BadRequest);
        }
    }

    private static async Task<SignalForm> FormOfAsync(RunId id, RedflowClient client, HttpContext context)
    {
        var run = await client.GetRunAsync(id, context.RequestAborted);
        var reason = run.Status == RunStatus.Waiting ? await client.ExplainRunAsync(id, context.RequestAborted) : null;
        return new(run, reason is WaitReason.Suspended suspended
            ? [.. suspended.Steps.Where(step => step.Kind == WaitKind.Signal).Select(step => step.Target).OfType<string>().Distinct()]
            : []);
    }

    private static RazorComponentResult Show(HttpContext context, SignalForm form, int status = StatusCodes.Status200OK) =>
        Pages.Show<SignalPage, SignalForm>(context, PageFrame.Of(context), form, status);
}
