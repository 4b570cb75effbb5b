using System.Text;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Auth;

/// <summary>No key and no hash of one ever comes out of the API again.</summary>
[Collection(ApiSuite.Name)]
public sealed class SecretTests(ApiFixture fixture)
{
    private readonly TestKey _known = TestKey.Of(ApiRole.Operator);
    private readonly TestKey _unknown = new("nobody", ApiRole.Admin);

    [Fact]
    public async Task Key_is_in_no_answer_log_or_trace_whatever_is_sent_with_it()
    {
        using var overheard = new Overheard();
        await using var api = await fixture.StartAnotherAsync(["--environment=Production", .. Overheard.Args, .. _known.Args]);
        overheard.Join(api);
        var answers = new StringBuilder();

        foreach (var key in new[] { _known, _unknown })
        {
            foreach (var (header, value) in Headers(key))
            {
                foreach (var (path, body) in Requests)
                {
                    answers.Append(await ReadAsync(await api.Http.SendJsonAsync(path, body, (header, value))));
                }

                answers.Append(await RawHttp.ExchangeAsync(api.Http, $"GET /api/v1/stats HTTP/1.1\r\n{header}: {value}\r\n"));
                answers.Append(await RawHttp.ExchangeAsync(api.Http, $"GET /api/v1/stats HTTP/1.1\r\n{header} : {value}\r\n"));
                answers.Append(await RawHttp.ExchangeAsync(api.Http, $"GET /api/v1/stats HTTP/1.1\r\n{header}: {value}\0\r\n"));
                answers.Append(await RawHttp.ExchangeAsync(api.Http, $"GET /api/v1/stats HTTP/1.1\r\n{header}:\r\n {value}\r\n"));
                answers.Append(await RawHttp.ExchangeAsync(api.Http, $"GET /api/v1/stats HTTP/1.1\r\n{header}: {value}\r\n{header}: {value}\r\n"));
            }
        }

        Assert.Contains("/api/v1/stats", overheard.Text, StringComparison.Ordinal);
        Assert.Contains("unauthorized", answers.ToString(), StringComparison.Ordinal);
        foreach (var key in new[] { _known, _unknown })
        {
            foreach (var secret in new[] { key.Text, key.Text[ApiKey.Prefix.Length..], key.Hash, Convert.ToHexString(ApiKey.Hash(key.Text)), Convert.ToBase64String(ApiKey.Hash(key.Text)) })
            {
                Assert.DoesNotContain(secret, overheard.Text, StringComparison.Ordinal);
                Assert.DoesNotContain(secret, answers.ToString(), StringComparison.Ordinal);
            }
        }
    }

    private static (string Path, string? Body)[] Requests =>
    [
        ($"/api/v1/workflows/{Samples.Greet}/runs", """{"name":"Ada"}"""), ($"/api/v1/workflows/{Samples.Greet}/runs", "{"),
        ($"/api/v1/workflows/{Samples.Decline}/runs?delay=x", "1"), ("/api/v1/runs/0123456789abcdefghjkm00/cancel", null), ("/nothing", null),
        ("/api/v1/stats", null), ("/api/v1/workflows/redflow.bulk/runs", null), ("/health", null),
    ];

    private static (string Header, string Value)[] Headers(TestKey key) =>
    [
        ("Authorization", $"Bearer {key.Text}"), ("Authorization", $"bearer  {key.Text} "), ("Authorization", key.Text), ("Authorization", $"Basic {key.Text}"),
        ("Authorization", $"Bearer {key.Text}, {key.Text}"), ("X-Api-Key", key.Text), ("X-Api-Key", $"{key.Text}\t{key.Text}"), ("X-Api-Key", $"\"{key.Text}\""),
    ];

    private static async Task<string> ReadAsync(HttpResponseMessage response) => $"{response.Headers}{await response.Content.ReadAsStringAsync()}\n";
}
