using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Redflow.Testing;

namespace Redflow.Api.Tests.Stream;

/// <summary>An open stream, read event by event.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _events;
    private readonly CancellationTokenSource _ending = new();

    private EventReader(HttpResponseMessage response, System.IO.Stream body)
    {
        _response = response;
        _events = SseParser.Create(body).EnumerateAsync(_ending.Token).GetAsyncEnumerator();
    }

    public HttpResponseMessage Response => _response;

    /// <summary>The id of the last event that had one.</summary>
    public string? LastId { get; private set; }

    /// <summary>Opens a stream, and reads its first event.</summary>
    public static async Task<EventReader> OpenAsync(HttpClient http, string query = "", string? lastId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/api/v1/stream{query}", UriKind.Relative));
        if (lastId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastId);
        }

        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).Bounded();
        var reader = new EventReader(response.EnsureSuccessStatusCode(), await response.Content.ReadAsStreamAsync());
        Assert.Equal("open", (await reader.NextAsync())!.Value.EventType);
        return reader;
    }

    /// <returns>Null at the end of the stream.</returns>
    public async Task<SseItem<string>?> NextAsync()
    {
        if (!await _events.MoveNextAsync().AsTask().Bounded())
        {
            return null;
        }

        LastId = _events.Current.EventId ?? LastId;
        return _events.Current;
    }

    /// <summary>Reads until there is an event of a type whose data fits.</summary>
    public async Task<JsonNode> UntilAsync(string type, Func<JsonNode, bool>? fits = null)
    {
        while (await NextAsync() is { } item)
        {
            if (item.EventType == type && JsonNode.Parse(item.Data)! is var data && (fits is null || fits(data)))
            {
                return data;
            }
        }

        throw new InvalidOperationException($"The stream ended without '{type}'.");
    }

    /// <summary>Reads what becomes of a run until it has a status; the statuses that it was told to have.</summary>
    public async Task<IReadOnlyList<string>> StatusesAsync(string id, string until)
    {
        var statuses = new List<string>();
        while (statuses.LastOrDefault() != until)
        {
            var told = await UntilAsync("runs");
            statuses.AddRange(told["runs"]!.AsArray().Where(run => (string?)run!["id"] == id).Select(run => (string)run!["status"]!));
        }

        return statuses;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _response.Dispose();
        _ending.Dispose();
    }
}
