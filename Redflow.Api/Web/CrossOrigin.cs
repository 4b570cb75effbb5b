using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Redflow.Api.Auth;
using Redflow.Api.Requests;

namespace Redflow.Api.Web;

/// <summary>Lets pages of the configured origins call the API. They send keys in headers: cookies are not among what is allowed.</summary>
internal static class CrossOrigin
{
    /// <summary>Answers browsers that ask before they send; before credentials are asked for, since those come with the request itself.</summary>
    public static void UseCrossOrigin(this WebApplication app)
    {
        var origins = app.Services.GetRequiredService<IOptions<ApiOptions>>().Value.Cors.Origins;
        if (origins.Count > 0)
        {
            app.UseCors(policy => policy
                .WithOrigins([.. origins])
                .AllowAnyMethod()
                .WithHeaders(HeaderNames.Authorization, Credentials.KeyHeader, HeaderNames.ContentType, IdempotencyKey.Header, "Last-Event-ID")
                .WithExposedHeaders(HeaderNames.Location, HeaderNames.RetryAfter, IdempotencyKey.ReplayedHeader));
        }
    }
}
