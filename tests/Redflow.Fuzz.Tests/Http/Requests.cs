using System.Globalization;
using System.Text;
using Redflow.Fuzz.Tests.Client;
using Redflow.Fuzz.Tests.Storm;

namespace Redflow.Fuzz.Tests.Http;

/// <summary>Makes requests to the API up: of every endpoint, near one, or of none.</summary>
internal static class Requests
{
    private static readonly string[] Workflows = [Registered.Echo, Registered.Greet, Registered.Keyed, Registered.Bounded, Registered.Table, "unknown", "redflow.bulk"];
    private static readonly string[] Schedules = ["nightly", "a/b", "a%2Fb", "digest:*/5 * * * *", "once"];
    private static readonly string[] Runs = ["1m804t32pb46n33jtwyfk00", "zzzzzzzzzzzzzzzzzzzzzzz", "00000000000000000000000"];
    private static readonly string[] Times = ["2026-03-01T00:00:00Z", "2026-03-01T00:10:00Z", "2026-03-02T00:00:00%2B02:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "9000-01-01T00:00:00Z"];
    private static readonly string[] Durations = ["0s", "1s", "500ms", "1.5h", "3650d", "3651d", "00:00:02", "10675199.02:48:05.4775807"];
    private static readonly string[] Tags = ["red", "a,b", "two words", "\u00e9"];
    private static readonly string[] Counts = ["1", "10", "500", "501", "1000", "0"];
    private static readonly string[] Queues = ["default", "redflow.system", "nobody", "a/b"];
    private static readonly string[] Events = ["paid", "order paid/\u00e9", "a%0Ab"];
    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "CONNECT", "get", "G\u00c9T", ""];

    private static readonly string[] Headers =
    [
        "Content-Type: text/plain", "Content-Type: application/json; charset=utf-16", "Content-Type: application/problem+json", "Content-Type: \"", "Content-Length: 5", "Content-Length: -1",
        "Content-Length: 99999999999999999999", "Content-Length: 100000000", "Transfer-Encoding: chunked", "Transfer-Encoding: gzip", "Expect: 100-continue", "Host: evil.example", "Host: [::1", "Host: ", "Origin: null",
        "Origin: https://evil.example", "Origin: http://[", "Idempotency-Key: a", "Idempotency-Key: \u00c3\u00a9", "Idempotency-Key: \u00ff", "Idempotency-Key:", "Idempotency-Key: a\r\nIdempotency-Key: b", "Accept: text/html",
        "traceparent: 00-x", "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "tracestate: \u00ff", "Connection: keep-alive, Upgrade", "Upgrade: websocket", "X:\0", ": x", "X", " folded", "Cookie: a=b; a", "Range: bytes=0-", "Accept-Encoding: br",
    ];

    private static readonly string[] ScheduleMembers =
    [
        "\"workflow\":\"echo\"", "\"cron\":\"* * * * *\"", "\"cron\":\"0 25 * * *\"", "\"timeZone\":\"Europe/Berlin\"", "\"timeZone\":\"../x\"", "\"every\":\"1s\"", "\"every\":\"3650d\"", "\"at\":\"0001-01-01T00:00:00Z\"",
        "\"at\":\"2026-03-01T00:00:00Z\"", "\"at\":\"9999-12-31T00:00:00Z\"", "\"input\":{\"a\":1}", "\"description\":\"x\"", "\"priority\":2147483648", "\"priority\":\"1\"", "\"tags\":[null]", "\"tags\":[\"a\"]", "\"tags\":null",
        "\"jitter\":\"1h\"", "\"startAt\":\"0001-01-01T00:00:00Z\"", "\"startAt\":\"9000-01-01T00:00:00Z\"", "\"endAt\":\"2026-03-01T00:00:00Z\"", "\"maxTicks\":0", "\"maxTicks\":1e400", "\"overlap\":\"skip\"", "\"overlap\":\"\"",
        "\"misfire\":\"fireAll\"", "\"misfireWindow\":\"1d\"", "\"workflow\":null", "\"stranger\":1", "\"WORKFLOW\":\"echo\"", "\"isEnabled\":true",
    ];

    /// <summary>What is done to runs: reruns, signals and bulk operations.</summary>
    private static readonly string[] Orders =
    [
        "{\"fromStep\":\"a\",\"input\":{\"a\":1}}", "{\"input\":null}", "{\"fromStep\":null}", "{\"name\":\"approve\",\"payload\":[1]}", "{\"name\":\"\"}", "{\"name\":null,\"payload\":null}",
        "{\"operation\":\"cancel\",\"filter\":{},\"reason\":\"why\"}", "{\"operation\":\"retry\",\"filter\":{\"status\":\"failed,canceled\"}}", "{\"operation\":\"delete\",\"filter\":{\"workflow\":\"echo\",\"idempotencyKey\":\"a\"}}",
        "{\"operation\":\"cancel\",\"filter\":{\"tag\":\"red\",\"createdFrom\":\"2026-03-01T00:00:00Z\",\"parent\":\"1m804t32pb46n33jtwyfk00\"}}", "{\"operation\":null,\"filter\":null}", "{\"operation\":\"cancel\",\"filter\":{\"stranger\":1}}",
    ];

    private static readonly string[] Bodies =
    [
        "{\"reason\":\"why\"}", "{\"reason\":null}", "{}", "{\"maxConcurrency\":1,\"maxConcurrencyPerKey\":1000001,\"rate\":{\"count\":1,\"period\":\"1m\",\"perKey\":true}}", "{\"maxConcurrency\":2147483648}",
        "{\"rate\":{\"count\":0,\"period\":\"7d\"}}", "{\"rate\":null}", "{\"name\":\"paid\",\"key\":\"7\",\"payload\":{\"a\":1}}", "{\"name\":\"paid\",\"payload\":null}", "{\"name\":\"\",\"key\":\"\\u0000\"}",
    ];

    public static Shot Make(Random random) => random.Next(12) switch
    {
        0 => new(HostileJson.AsBytes(Hostile.Text(random)), HostileJson.Text(random)),
        1 => new(HostileJson.AsBytes(Hostile.Near(random, Head(random))), Body(random)),
        _ => new(HostileJson.AsBytes(Head(random)), Body(random)),
    };

    private static string Head(Random random)
    {
        var (method, path) = Endpoint(random);
        method = random.Next(20) == 0 ? Methods[random.Next(Methods.Length)] : method;
        var head = new StringBuilder($"{method} {path} HTTP/1.1");
        if (random.Next(10) > 0)
        {
            head.Append("\r\nContent-Type: application/json");
        }

        for (var i = random.Next(6) == 0 ? random.Next(1, 4) : 0; i > 0; i--)
        {
            head.Append("\r\n").Append(Headers[random.Next(Headers.Length)]);
        }

        return head.ToString();
    }

    private static (string Method, string Path) Endpoint(Random random)
    {
        var (run, schedule, workflow) = (Part(random, Runs), Part(random, Schedules), Part(random, Workflows));
        return random.Next(46) switch
        {
            0 => ("GET", "/api/v1/runs" + Query(
                random, ("workflow", Workflows), ("status", ["queued", "canceled", "queued,failed"]), ("queue", ["default"]), ("tag", Tags), ("parent", Runs), ("limitKey", Tags), ("fingerprint", ["0123456789abcdef"]),
                ("idempotencyKey", Tags), ("idPrefix", ["1m8", .. Runs]), ("createdFrom", Times), ("createdBefore", Times), ("fields", ["input", "output,error", "customStatus,progress"]), ("limit", Counts), ("cursor", ["1767225600000-1m804t32pb46n33jtwyfk00"]))),
            1 => ("GET", $"/api/v1/runs/{run}"),
            2 => ("GET", $"/api/v1/runs/{run}/steps"),
            3 => ("GET", $"/api/v1/runs/{run}/result" + Query(random, ("wait", ["0s", "10ms", "61s"]))),
            4 => ("POST", $"/api/v1/runs/{run}/cancel"),
            5 => ("GET", "/api/v1/workflows"),
            6 => ("GET", $"/api/v1/workflows/{workflow}"),
            7 => ("GET", "/api/v1/stats"),
            8 => ("GET", "/api/v1/schedules" + Query(random, ("workflow", Workflows), ("enabled", ["true", "false"]), ("limit", Counts), ("cursor", Schedules))),
            9 => ("GET", $"/api/v1/schedules/{schedule}"),
            10 or 11 or 12 => ("PUT", $"/api/v1/schedules/{schedule}"),
            13 => ("DELETE", $"/api/v1/schedules/{schedule}"),
            14 => ("POST", $"/api/v1/schedules/{schedule}/{(random.Next(2) == 0 ? "enable" : "disable")}"),
            15 => ("POST", $"/api/v1/schedules/{schedule}/trigger"),
            16 => ("GET", $"/api/v1/schedules/{schedule}/next" + Query(random, ("count", Counts))),
            17 => ("GET", $"/api/v1/schedules/{schedule}/ticks" + Query(random, ("limit", Counts))),
            18 => (random.Next(2) == 0 ? "GET" : "POST", $"/api/v1/schedules/{schedule}/backfill" + Query(random, ("from", Times), ("before", Times))),
            19 => (random.Next(2) == 0 ? "GET" : "POST", random.Next(2) == 0 ? "/health" : "/alive"),
            20 => ("GET", $"/api/v1/runs/{run}/timeline"),
            21 => ("GET", $"/api/v1/runs/{run}/{(random.Next(2) == 0 ? "logs" : "children")}" + Query(random, ("limit", Counts), ("cursor", ["000000000000.0123456789abcdef-0"]))),
            22 => ("POST", $"/api/v1/runs/{run}/retry"),
            23 => ("POST", $"/api/v1/runs/{run}/rerun"),
            24 => ("POST", $"/api/v1/runs/{run}/signal"),
            25 => ("DELETE", $"/api/v1/runs/{run}"),
            26 => ("POST", "/api/v1/bulk" + Query(random, ("preview", ["true", "false"]))),
            27 => ("GET", "/api/v1/bulk" + Query(random, ("limit", Counts), ("cursor", ["000000000000.1767225600000-1m804t32pb46n33jtwyfk00"]))),
            28 => (random.Next(2) == 0 ? ("GET", $"/api/v1/bulk/{run}") : ("POST", $"/api/v1/bulk/{run}/abort")),
            29 => ("POST", $"/api/v1/workflows/{workflow}/{(random.Next(2) == 0 ? "pause" : "resume")}"),
            30 => ("PUT", $"/api/v1/workflows/{workflow}/limits"),
            31 => ("GET", $"/api/v1/{(random.Next(2) == 0 ? "queues" : "workers")}" + Query(random, ("limit", Counts), ("cursor", Queues))),
            32 => ("GET", $"/api/v1/queues/{Part(random, Queues)}"),
            33 => ("POST", $"/api/v1/queues/{Part(random, Queues)}/{(random.Next(2) == 0 ? "pause" : "resume")}"),
            34 or 35 => ("POST", "/api/v1/events"),
            36 => ("GET", "/api/v1/events" + Query(random, ("name", Events), ("limit", Counts), ("cursor", ["1767225600000-1m804t32pb46n33jtwyfk00"]))),
            37 => ("GET", $"/api/v1/events/{run}"),
            38 => ("GET", "/api/v1/stats/series" + Query(random, ("workflow", Workflows), ("from", Times), ("to", Times), ("step", ["1m", "7d", "90s", "1h"]))),
            39 => ("GET", "/api/v1/stats/failures" + Query(random, ("workflow", Workflows), ("limit", Counts))),
            40 => ("GET", "/api/v1/workflows" + Query(random, ("limit", Counts), ("cursor", Workflows))),
            _ => ("POST", $"/api/v1/workflows/{workflow}/runs" + Query(
                random, ("runAt", Times), ("delay", Durations), ("priority", ["0", "-1000", "1001"]), ("tag", Tags), ("tag", Tags), ("limitKey", Tags), ("expireAfter", Durations), ("timeout", Durations),
                ("keyTtl", Durations), ("keyReuse", ["returnExisting", "afterFailure", "reject"]), ("allowUnregistered", ["true", "false"]))),
        };
    }

    private static string Body(Random random)
    {
        if (random.Next(4) == 0)
        {
            return HostileJson.AsBytes(random.Next(3) == 0 ? Hostile.Near(random, Orders) : Orders[random.Next(Orders.Length)]);
        }

        if (random.Next(3) > 0)
        {
            return random.Next(3) == 0 ? Hostile.Near(random, Bodies) : HostileJson.Text(random);
        }

        var members = Enumerable.Range(0, random.Next(1, 6)).Select(_ => ScheduleMembers[random.Next(ScheduleMembers.Length)]).Prepend("\"workflow\":\"echo\"");
        return HostileJson.AsBytes(random.Next(5) == 0 ? Hostile.Near(random, $"{{{string.Join(',', members)}}}") : $"{{{string.Join(',', members)}}}");
    }

    private static string Query(Random random, params IReadOnlyList<(string Name, string[] Values)> parameters)
    {
        var given = parameters.Where(_ => random.Next(2) == 0).Select(parameter => $"{parameter.Name}={Part(random, parameter.Values)}").ToArray();
        return given.Length == 0 ? "" : $"?{string.Join('&', given)}";
    }

    /// <summary>A text as a URL has it, mostly: encoded, half surrogate pairs as the bytes that they would be.</summary>
    private static string Part(Random random, string[] valid)
    {
        var text = random.Next(3) == 0 ? Hostile.Mostly(random, valid) : valid[random.Next(valid.Length)];
        return random.Next(8) == 0 ? text : string.Concat(HostileJson.AsBytes(text).Select(unit => char.IsAsciiLetterOrDigit(unit) || unit is '-' or '.' or '_' or '%' or '+'
            ? $"{unit}"
            : string.Create(CultureInfo.InvariantCulture, $"%{(int)unit:X2}")));
    }
}
