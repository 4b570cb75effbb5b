using System.Net;
using System.Text;

namespace Redflow.Cli.Http;

/// <summary>Requests to the API. A problem is thrown as <see cref="ProblemException"/>, silence as <see cref="NoAnswerException"/>.</summary>
internal sealed class ApiClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;

    public ApiClient(Uri address, string? key)
    {
        // Where a redirection leads, the key has no business.
        _http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
        })
        {
            BaseAddress = address,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.UserAgent.Add(new("redflow-cli", typeof(ApiClient).Assembly.GetName().Version!.ToString(3)));
        if (key is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        }
    }

    public Uri Address => _http.BaseAddress!;

    public Task<ApiReply> GetAsync(string path, CancellationToken cancellationToken) => GetAsync(path, TimeSpan.Zero, cancellationToken);

    /// <summary>Asks for something that the API may hold back for a time.</summary>
    public async Task<ApiReply> GetAsync(string path, TimeSpan wait, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request, Patience + wait, cancellationToken);
    }

    /// <summary>A health report says with 503 that something is wrong: that is an answer, and no problem.</summary>
    public async Task<ApiReply> GetHealthAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "health");
        using var response = await ReachAsync(request, Patience, HttpCompletionOption.ResponseContentRead, cancellationToken);
        return response.IsSuccessStatusCode || (response.StatusCode == HttpStatusCode.ServiceUnavailable && !Refusal.IsProblem(response))
            ? new(response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken))
            : throw await Refusal.ReadAsync(response, Address, cancellationToken);
    }

    public async Task<ApiReply> SendAsync(
        HttpMethod method, string path, ReadOnlyMemory<byte>? json, CancellationToken cancellationToken, string? idempotencyKey = null, TimeSpan wait = default)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is { } body)
        {
            request.Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = new("application/json") } };
        }

        if (idempotencyKey is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        }

        return await SendAsync(request, Patience + wait, cancellationToken);
    }

    /// <summary>Opens a stream of events.</summary>
    public async Task<Stream> OpenStreamAsync(string path, string? lastEventId, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new("text/event-stream"));
        if (!string.IsNullOrEmpty(lastEventId))
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var response = await AnsweredAsync(request, Patience, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return response.Content.Headers.ContentType?.MediaType == "text/event-stream"
            ? await response.Content.ReadAsStreamAsync(cancellationToken)
            : throw Refusal.OfAnother(response, Address);
    }

    public void Dispose() => _http.Dispose();

    private async Task<ApiReply> SendAsync(HttpRequestMessage request, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var response = await AnsweredAsync(request, patience, HttpCompletionOption.ResponseContentRead, cancellationToken);
        return new(response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <returns>An answer that is no problem.</returns>
    private async Task<HttpResponseMessage> AnsweredAsync(
        HttpRequestMessage request, TimeSpan patience, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        var response = await ReachAsync(request, patience, completion, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw await Refusal.ReadAsync(response, Address, cancellationToken);
        }
    }

    private async Task<HttpResponseMessage> ReachAsync(
        HttpRequestMessage request, TimeSpan patience, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            return await _http.SendAsync(request, completion, limit.Token);
        }
        catch (HttpRequestException exception)
        {
            throw new NoAnswerException(
                $"No answer from {Address}: {exception.Message.TrimEnd('.')}. Is the API up? --url and {GlobalOptions.UrlVariable} say where it is.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NoAnswerException($"No answer from {Address} within {patience.TotalSeconds} s.");
        }
    }
}
