using System.Text.Json;

namespace Redflow.Cli.Http;

/// <summary>What an answer says that is no success: a problem of the API, or that something else is at its address.</summary>
internal static class Refusal
{
    public static bool IsProblem(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType == "application/problem+json";

    public static async Task<Exception> ReadAsync(HttpResponseMessage response, Uri address, CancellationToken cancellationToken)
    {
        if (!IsProblem(response))
        {
            return OfAnother(response, address);
        }

        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            return JsonSerializer.Deserialize<Problem>(text, JsonSerializerOptions.Web) is { } problem
                ? new ProblemException(problem with { Json = text, Status = (int)response.StatusCode })
                : OfAnother(response, address);
        }
        catch (JsonException)
        {
            return OfAnother(response, address);
        }
    }

    public static NoAnswerException OfAnother(HttpResponseMessage response, Uri address) =>
        new($"{address} answers {(int)response.StatusCode}, but not as a Redflow API does. --url and {GlobalOptions.UrlVariable} say where the API is.");
}
