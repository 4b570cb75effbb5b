using Redflow.Api.Tests.Hosting;
using Redflow.Payloads;
using StackExchange.Redis;

namespace Redflow.Api.Tests.Errors;

/// <summary>What really leads to each kind of problem. The first of each is the example of the reference.</summary>
internal static partial class Provocations
{
    private const string NoRun = "/api/v1/runs/0123456789abcdefghjkm00";
    private const int MostSignals = 10_000;
    private const string Declared = "/api/v1/schedules/greet:0%2F30%20*%20*%20*%20*";

    /// <summary>By the slug of the problem, with a colon and a word behind it where there are several.</summary>
    public static IReadOnlyDictionary<string, Func<ApiFixture, Task<HttpResponseMessage>>> All { get; } = new Dictionary<string, Func<ApiFixture, Task<HttpResponseMessage>>>
    {
        ["bad-request"] = api => RawHttp.SendAsync(api.Http, "POST /api/v1/events HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n", "no length\r\n"),
        ["invalid-parameter"] = api => api.Http.AskAsync("/api/v1/runs?limit=0&status=done"),
        ["invalid-parameter: body"] = api => api.Http.SendJsonAsync($"{NoRun}/cancel", """{"raeson":"typo"}"""),
        ["malformed-json"] = api => EmitAsync(api, Samples.Greet, """{"name":}"""),
        ["invalid-input"] = api => EmitAsync(api, Samples.Greet, """{"name":7}"""),
        ["unauthorized"] = api => WithKeyAsync(api, http => http.AskAsync("/api/v1/runs")),
        ["forbidden"] = api => WithKeyAsync(api, (http, reader) => http.SendAsync("POST", $"{NoRun}/cancel", reader)),
        ["engine-name"] = api => EmitAsync(api, "redflow.bulk", "{}"),
        ["local-only"] = api => api.Http.SendBodyAsync($"{NoRun}/cancel", null, ("Origin", "https://redflow.example")),
        ["cross-origin"] = api => api.Http.SendBodyAsync($"{NoRun}/cancel", null, ("Sec-Fetch-Site", "cross-site")),
        ["not-found"] = api => api.Http.AskAsync("/api/v2/runs"),
        ["not-found: problem"] = api => api.Http.AskAsync("/problems/nothing"),
        ["unknown-workflow"] = api => EmitAsync(api, "nobody", "{}"),
        ["unknown-workflow: name"] = api => api.Http.AskAsync("/api/v1/workflows/a%20b"),
        ["run-not-found"] = api => api.Http.AskAsync(NoRun),
        ["step-not-found"] = async api => await api.Http.SendJsonAsync($"{await EndedAsync(api, Samples.Echo, "1")}/rerun", """{"fromStep":"charge"}"""),
        ["bulk-not-found"] = api => api.Http.AskAsync("/api/v1/bulk/0123456789abcdefghjkm00"),
        ["schedule-not-found"] = api => api.Http.AskAsync("/api/v1/schedules/nightly"),
        ["queue-not-found"] = api => api.Http.SendJsonAsync("/api/v1/queues/express/pause"),
        ["event-not-found"] = api => api.Http.AskAsync("/api/v1/events/0123456789abcdefghjkm00"),
        ["method-not-allowed"] = api => api.Http.SendAsync("DELETE", "/api/v1/runs"),
        ["run-failed"] = async api => await api.Http.AskAsync($"{await EndedAsync(api, Samples.Decline, "\"order-5\"")}/result"),
        ["run-canceled"] = CanceledAsync,
        ["run-conflict"] = async api => await api.Http.SendAsync("DELETE", await DelayedAsync(api)),
        ["run-conflict: ended"] = async api => await api.Http.SendJsonAsync($"{await EndedAsync(api, Samples.Echo, "1")}/retry"),
        ["run-conflict: compensated"] = async api => await api.Http.SendJsonAsync($"{await EndedAsync(api, Samples.Book, "\"room\"")}/retry"),
        ["run-conflict: signals"] = FullOfSignalsAsync,
        ["idempotency-key-taken"] = TakenAsync,
        ["schedule-conflict"] = api => api.Http.PutJsonAsync(Declared, """{"workflow":"greet","every":"1m","input":{"name":"Ada"}}"""),
        ["payload-too-large"] = api => EmitAsync(api, Samples.Echo, $"\"{new string('x', RedflowPayloadOptions.DefaultMaxBytes)}\""),
        ["unsupported-media-type"] = api => api.Http.SendBodyAsync($"/api/v1/workflows/{Samples.Echo}/runs", new StringContent("hello")),
        ["queue-full"] = api => FullAsync(api, ""),
        ["queue-full: after waiting for room"] = api => FullAsync(api, "?waitForRoom=50ms"),
        ["too-many-requests"] = api => LimitedAsync(api),
        ["too-many-streams"] = StreamsAsync,
        ["internal-error"] = DamagedAsync,
        ["payload-unreadable"] = EncryptedAsync,
        ["store-misconfigured"] = PartitionedAsync,
        ["store-unavailable"] = NoStoreAsync,
    };

    private static Task<HttpResponseMessage> EmitAsync(ApiFixture api, string workflow, string input) => api.Http.SendJsonAsync($"/api/v1/workflows/{workflow}/runs", input);

    /// <summary>Returns the path of a run that has ended.</summary>
    private static async Task<string> EndedAsync(ApiFixture api, string workflow, string input)
    {
        var id = await api.Http.EmitAsync(workflow, input);
        await api.Http.EndAsync(id);
        return $"/api/v1/runs/{id}";
    }

    /// <summary>Returns the path of a run that is due tomorrow.</summary>
    private static async Task<string> DelayedAsync(ApiFixture api) => $"/api/v1/runs/{await api.Http.EmitAsync(Samples.Echo, "1", "?delay=1d")}";

    private static async Task<HttpResponseMessage> CanceledAsync(ApiFixture api)
    {
        var run = await DelayedAsync(api);
        await api.Http.SendJsonAsync($"{run}/cancel", """{"reason":"superseded"}""");
        return await api.Http.AskAsync($"{run}/result");
    }

    /// <summary>To send as many signals as a run takes would take long: it is told that it has them.</summary>
    private static async Task<HttpResponseMessage> FullOfSignalsAsync(ApiFixture api)
    {
        var id = await api.Http.EmitAsync(Samples.Echo, "1", "?delay=1d");
        await api.Redis.Multiplexer.GetDatabase().SetAddAsync(
            $"{{{api.Prefix}:0}}:gi:{id}", [.. Enumerable.Range(0, MostSignals).Select(number => (RedisValue)number)]);
        return await api.Http.SendJsonAsync($"/api/v1/runs/{id}/signal", """{"name":"approve"}""");
    }

    private static async Task<HttpResponseMessage> TakenAsync(ApiFixture api)
    {
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        await api.Http.SendJsonAsync($"/api/v1/workflows/{Samples.Echo}/runs", "1", key);
        return await api.Http.SendJsonAsync($"/api/v1/workflows/{Samples.Echo}/runs?keyReuse=reject", "1", key);
    }

    private static async Task<HttpResponseMessage> FullAsync(ApiFixture fixture, string query)
    {
        await using var api = await OwnApi.StartAsync(fixture, options => options.MaxQueueLength = 1);
        await api.Client.PauseWorkflowAsync("work");
        await api.Http.EmitAsync("work", "1");
        return await api.Http.SendJsonAsync($"/api/v1/workflows/work/runs{query}", "2");
    }

    /// <summary>A field of a run's hash is none of ours, as after a slip with redis-cli.</summary>
    private static async Task<HttpResponseMessage> DamagedAsync(ApiFixture api)
    {
        var id = await api.Http.EmitAsync(Samples.Echo, "1", "?delay=1d");
        await api.Redis.Multiplexer.GetDatabase().HashSetAsync($"{{{api.Prefix}:0}}:r:{id}", "c", "yesterday");
        return await api.Http.AskAsync($"/api/v1/runs/{id}");
    }
}
