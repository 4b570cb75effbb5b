using System.Buffers;
using Microsoft.Extensions.Options;
using Redflow.Payloads;

namespace Redflow.Api.Requests;

/// <summary>Reads a request's body as the JSON text that it is.</summary>
internal static class JsonBody
{
    /// <summary>
    /// What the server takes before it cuts the connection, as a multiple of the limit of inputs. A body over that limit is not kept but
    /// read to its end, up to here: a client that is cut off while it sends never sees the answer that says why.
    /// </summary>
    public const long ServerLimitFactor = 32;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a body that says what to do; null when it is empty.</summary>
    /// <exception cref="ProblemException">It is too large, it is not sent as JSON, or it isn't JSON.</exception>
    public static Task<Payload?> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        ReadAsync(request, RedflowPayloadOptions.DefaultMaxBytes, cancellationToken);

    /// <summary>Reads a body that is an input; null when it is empty.</summary>
    /// <exception cref="ProblemException">It is too large, it is not sent as JSON, or it isn't JSON.</exception>
    public static Task<Payload?> ReadInputAsync(HttpRequest request, CancellationToken cancellationToken) =>
        ReadAsync(request, MaxInputBytes(request), cancellationToken);

    /// <summary>Reads a body that has a payload, as large as an input, beside what it says to do; null when it is empty.</summary>
    /// <exception cref="ProblemException">It is too large, it is not sent as JSON, or it isn't JSON.</exception>
    public static Task<Payload?> ReadWithPayloadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        ReadAsync(request, MaxInputBytes(request) + RedflowPayloadOptions.DefaultMaxBytes, cancellationToken);

    private static int MaxInputBytes(HttpRequest request) =>
        request.HttpContext.RequestServices.GetRequiredService<IOptions<RedflowPayloadOptions>>().Value.MaxInputBytes;

    private static async Task<Payload?> ReadAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        var body = await ReadBytesAsync(request, maxBytes, cancellationToken);
        if (body.IsEmpty)
        {
            return null;
        }

        if (!JsonMediaType.Matches(request.ContentType))
        {
            throw new ProblemException(Problems.UnsupportedMediaType.With(
                $"The body was sent {(request.ContentType is { Length: > 0 } type ? $"as '{type}'" : "without a content type")}. "
                + "Send it with 'Content-Type: application/json', in UTF-8."));
        }

        var json = body.Span.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body;
        return JsonText.Parse(json);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        var reader = request.BodyReader;
        while (!(request.ContentLength > maxBytes))
        {
            var read = await reader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > maxBytes)
            {
                reader.AdvanceTo(read.Buffer.End);
                break;
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }

        throw new ProblemException(Problems.PayloadTooLarge.With(
            $"The body is over the limit of {maxBytes} bytes. "
            + "Store large data elsewhere and pass a reference to it."));
    }
}
