using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Redflow.Chaos.Ledger;
using Redflow.Runs;

namespace Redflow.Chaos.Workload;

/// <summary>What a client of the HTTP API does, by chance: emits, waits, reads, cancels.</summary>
internal sealed class HttpOperations(HttpClient api, LedgerWriter ledger, Random random)
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(200);

    /// <summary>Does one thing. A key makes sure that a request sent again is the same run.</summary>
    public async Task NextAsync(CancellationToken cancellationToken)
    {
        var (workflow, key) = random.Next(3) == 0
            ? (WorkflowNames.Once, SharedKeys.Next(random))
            : (WorkflowNames.Free, string.Create(CultureInfo.InvariantCulture, $"http-{Environment.ProcessId}-{random.NextInt64()}"));
        var (input, next) = (new ChaosInput(random.Next(2, 60)), random.Next(4));
        if (await EmitAsync(workflow, key, input, cancellationToken) is not { } run)
        {
            return;
        }

        await (next switch
        {
            0 => AwaitAsync(run, cancellationToken),
            1 => ReadAsync(run, cancellationToken),
            2 when workflow == WorkflowNames.Free => CancelAsync(run, cancellationToken),
            _ => Task.CompletedTask,
        });
    }

    private async Task<RunId?> EmitAsync(string workflow, string key, ChaosInput input, CancellationToken cancellationToken)
    {
        ledger.Write(LedgerKinds.EmitSent, null, workflow, key);
        var sentAt = LedgerWriter.Now;
        do
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"api/v1/workflows/{workflow}/runs", UriKind.Relative))
                {
                    Content = JsonContent.Create(input, options: JsonSerializerOptions.Web),
                    Headers = { { "Idempotency-Key", key } },
                };
                using var response = await api.SendAsync(request, cancellationToken);
                if (response.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.OK)
                {
                    var run = await ReadAsync(response, cancellationToken);
                    ledger.Write(LedgerKinds.EmitOk, run.GetProperty("id").GetString(), workflow, key);
                    return RunId.Parse(run.GetProperty("id").GetString()!, CultureInfo.InvariantCulture);
                }

                Check(response);
            }
            catch (HttpRequestException exception)
            {
                ledger.Write(LedgerKinds.EmitError, null, exception.HttpRequestError.ToString());
            }

            await Task.Delay(Again, cancellationToken);
        }
        while (LedgerWriter.Now - sentAt < Emitter.Patience.Ticks);
        return null;
    }

    private async Task AwaitAsync(RunId run, CancellationToken cancellationToken)
    {
        using var response = await api.GetAsync(new Uri($"api/v1/runs/{run}/result?wait=5s", UriKind.Relative), cancellationToken);
        Check(response);
        await ReadAsync(run, cancellationToken);
    }

    private async Task ReadAsync(RunId run, CancellationToken cancellationToken)
    {
        using var response = await api.GetAsync(new Uri($"api/v1/runs/{run}", UriKind.Relative), cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            Check(response);
            return;
        }

        var state = await ReadAsync(response, cancellationToken);
        var status = state.GetProperty("status").GetString()!;
        if (RunStatuses.TryParse(status, out var known) && known.IsTerminal())
        {
            Outcomes.Write(ledger, run, status, known switch
            {
                RunStatus.Succeeded => state.GetProperty("output").GetString(),
                RunStatus.Failed => state.GetProperty("error").GetProperty("message").GetString(),
                _ => state.GetProperty("cancelReason").GetString(),
            });
        }
    }

    private async Task CancelAsync(RunId run, CancellationToken cancellationToken)
    {
        ledger.Write(LedgerKinds.CancelSent, run.ToString());
        using var response = await api.PostAsJsonAsync(new Uri($"api/v1/runs/{run}/cancel", UriKind.Relative), new { reason = "a client's" }, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            ledger.Write(LedgerKinds.CancelOk, run.ToString());
        }

        Check(response);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);

    /// <summary>While the store is away, or a run is gone, the API says so; any other failure is one of its own.</summary>
    private void Check(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode
            && response.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.RequestTimeout))
        {
            ledger.Write(LedgerKinds.Unexpected, $"HTTP-{(int)response.StatusCode}", response.RequestMessage?.RequestUri?.AbsolutePath);
        }
    }
}
