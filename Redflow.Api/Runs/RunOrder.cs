using Microsoft.AspNetCore.Mvc;
using Redflow.Api.Requests;
using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary>A request to do something with a run that has a body with a payload; with a key it is done once.</summary>
/// <param name="Id">The run.</param>
/// <param name="Key">The idempotency key.</param>
/// <param name="Request">Where the body is.</param>
internal readonly record struct RunOrder(
    [FromRoute(Name = "id")] string Id,
    [FromHeader(Name = IdempotencyKey.Header)] string? Key,
    HttpRequest Request)
{
    /// <param name="read">Reads the body.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ProblemException">Any of it is not valid.</exception>
    public async Task<(RunId Run, T Body, string? Key)> ReadAsync<T>(Func<Payload?, ParameterReader, T> read, CancellationToken cancellationToken)
    {
        var (run, reader) = (RouteParameters.ReadRunId(Id), new ParameterReader());
        var body = await JsonBody.ReadWithPayloadAsync(Request, cancellationToken);
        var (order, key) = (read(body, reader), IdempotencyKey.Read(reader, Key));
        reader.ThrowIfRefused();
        return (run, order, key);
    }
}
