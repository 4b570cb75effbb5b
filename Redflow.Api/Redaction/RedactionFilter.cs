using System.Buffers;
using Microsoft.AspNetCore.Mvc;
using Redflow.Api.Auth;
using Redflow.Dashboard.Redaction;
using Redflow.Payloads;

namespace Redflow.Api.Redaction;

/// <summary>Hides from readers what the configured paths lead to, in every answer of a group that is a value.</summary>
internal sealed class RedactionFilter(Redactor redactor) : IEndpointFilter
{
    private const string Output = "output";

    /// <summary>The member of a problem that has the error of a run; its detail repeats the message.</summary>
    private const string Error = "error";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        if (!redactor.IsUsed
            || context.HttpContext.Features.Get<Caller>()?.Role != ApiRole.Reader
            || (result is INestedHttpResult nested ? nested.Result : result) is not IValueHttpResult value)
        {
            return result;
        }

        if (value.Value is ProblemDetails problem && problem.Extensions.ContainsKey(Error))
        {
            problem.Detail = problem.Title;
        }

        return new Redacted((IResult)value, redactor, value.Value is Payload ? Output : null);
    }

    /// <summary>The answer of another result, redacted.</summary>
    private sealed class Redacted(IResult whole, Redactor redactor, string? heldAs) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var body = httpContext.Response.Body;
            using var buffer = new MemoryStream();
            httpContext.Response.Body = buffer;
            try
            {
                await whole.ExecuteAsync(httpContext);
            }
            finally
            {
                httpContext.Response.Body = body;
            }

            if (buffer.Length > 0)
            {
                var output = new ArrayBufferWriter<byte>((int)buffer.Length);
                redactor.Copy(buffer.GetBuffer().AsSpan(0, (int)buffer.Length), output, heldAs);
                await body.WriteAsync(output.WrittenMemory, httpContext.RequestAborted);
            }
        }
    }
}
