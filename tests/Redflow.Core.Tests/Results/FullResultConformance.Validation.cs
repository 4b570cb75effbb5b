using Redflow.Payloads;
using Redflow.Results;
using Redflow.Runs;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Results;

public abstract partial class FullResultConformance
{
    [SkippableFact]
    public async Task An_id_that_can_t_be_one_is_refused()
    {
        foreach (var id in new[] { "", "two\nlines", "\ud800" })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => StoreAsync(id, RunStatus.Queued));
            await Assert.ThrowsAsync<ArgumentException>(() => Results.GetAsync(id));
            await Assert.ThrowsAsync<ArgumentException>(() => Results.DeleteAsync(id));
            await Assert.ThrowsAsync<ArgumentException>(() => Results.WaitForAsync(id, TimeSpan.Zero));
        }
    }

    [SkippableFact]
    public async Task An_id_may_be_256_characters_long()
    {
        var longest = new string('x', RunResult.MaxIdLength);

        await StoreAsync(longest, RunStatus.Succeeded);

        Assert.NotNull(await Results.GetAsync(longest).Bounded());
        await Assert.ThrowsAsync<ArgumentException>(() => StoreAsync($"{longest}x", RunStatus.Succeeded));
    }

    [SkippableFact]
    public async Task A_payload_that_is_not_JSON_is_refused_without_quoting_it()
    {
        var broken = new RunResult { Id = "a", Status = RunStatus.Succeeded, Output = new Payload("geheim"u8.ToArray()) };

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => Results.StoreAsync(broken));

        Assert.DoesNotContain("geheim", refused.ToString(), StringComparison.Ordinal);
        Assert.Null(await Results.GetAsync("a").Bounded());
    }

    [SkippableFact]
    public async Task A_result_over_the_limit_is_refused()
    {
        var half = Payload.From(new string('x', 2 * 1024 * 1024));

        var refused = await Assert.ThrowsAsync<PayloadTooLargeException>(
            () => Results.StoreAsync(new() { Id = "a", Status = RunStatus.Succeeded, Input = half, Output = half }));

        Assert.Equal((4 * 1024 * 1024) + 4, refused.Size);
        Assert.Contains("Redflow:Results:MaxBytes", refused.Message, StringComparison.Ordinal);
        Assert.Null(await Results.GetAsync("a").Bounded());
    }

    [SkippableFact]
    public async Task A_status_or_an_attempt_that_does_not_exist_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => StoreAsync("a", (RunStatus)99));
        await Assert.ThrowsAsync<ArgumentException>(() => Results.StoreAsync(new() { Id = "a", Status = RunStatus.Queued, Attempt = 0 }));
    }

    [SkippableFact]
    public async Task A_negative_time_out_is_refused() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Results.WaitForAsync("a", TimeSpan.FromSeconds(-2)));
}
