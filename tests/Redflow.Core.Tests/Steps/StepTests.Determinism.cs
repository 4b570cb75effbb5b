using System.Text.RegularExpressions;
using Redflow.Runs;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Steps;

public abstract partial class StepTests
{
    [SkippableFact]
    public async Task Every_pass_sees_the_same_time_at_the_same_place()
    {
        var passes = new List<List<DateTimeOffset>>();
        StepRig? rig = null;
        await using var started = rig = await StartAsync(async ctx =>
        {
            var seen = new List<DateTimeOffset>();
            passes.Add(seen);
            seen.Add(ctx.UtcNow);
            await ctx.Step.RunAsync("a", _ => rig!.AdvanceAsync(Second));
            seen.Add(ctx.UtcNow);
            await ctx.Step.SleepAsync("nap", Hour);
            seen.Add(ctx.UtcNow);
            await ctx.Step.RunAsync("b", _ => rig!.AdvanceAsync(Second));
            seen.Add(ctx.UtcNow);
            await ctx.Step.WaitForSignalAsync<int>("signal", "go");
            seen.Add(ctx.UtcNow);
            return 0;
        });
        var id = await rig.EmitAsync(Work, 1);
        await rig.AdvanceAsync(Minute);
        await rig.WorkAsync();
        await rig.WorkAfterAsync(Hour);
        await rig.AdvanceAsync(Minute);

        await rig.Client.SignalRunAsync(id, "go", 1);
        await rig.WorkAfterAsync(Minute);

        var start = TestStore.Start + Minute;
        DateTimeOffset[] expected =
            [start, start + Second, start + Second + Hour, start + (2 * Second) + Hour, start + (2 * Second) + Hour + Minute];
        Assert.Equal([2, 4, 5], passes.Select(seen => seen.Count));
        Assert.All(passes, seen => Assert.Equal(expected.Take(seen.Count), seen));
    }

    [SkippableFact]
    public async Task The_time_is_that_of_the_store_whatever_the_workers_clock_says()
    {
        StepRig? rig = null;
        await using var started = rig = await StartAsync(async ctx =>
        {
            rig!.Time.Advance(Hour);
            await ctx.Step.RunAsync("a", _ => Task.CompletedTask);
            return ctx.UtcNow;
        });

        var id = await RunAsync(rig);

        Assert.Equal(TestStore.Start, await rig.OutputAsync<DateTimeOffset>(id));
    }

    [SkippableFact]
    public async Task The_time_goes_on_with_durable_retries_and_stands_in_later_passes()
    {
        var seen = new List<DateTimeOffset>();
        await using var rig = await StartAsync(async ctx =>
        {
            await ctx.Step.RunAsync("flaky", step => step.Attempt < 3 ? throw new InvalidOperationException("Not yet.") : Task.CompletedTask, Retry(3, Hour));
            seen.Add(ctx.UtcNow);
            await ctx.Step.SleepAsync("nap", Minute);
            return 0;
        });

        await RunAsync(rig);
        await rig.WorkAfterAsync(Hour);
        await rig.WorkAfterAsync(Hour);
        await rig.WorkAfterAsync(Minute);

        Assert.Equal([TestStore.Start + (2 * Hour), TestStore.Start + (2 * Hour)], seen);
    }

    [SkippableFact]
    public async Task Every_pass_and_attempt_draws_the_same_ids_and_numbers()
    {
        var passes = new List<string>();
        await using var rig = await StartAsync(async ctx =>
        {
            var drawn = $"{ctx.NewGuid()} {ctx.NewGuid()} {ctx.Random.Next()} {ctx.Random.NextDouble()}";
            passes.Add(drawn);
            await ctx.Step.SleepAsync("nap", Minute);
            if (ctx.Run.Attempt == 1)
            {
                throw new InvalidOperationException("And then a retry.");
            }

            return drawn;
        });

        var (one, two) = (await RunAsync(rig), await RunAsync(rig));
        await rig.WorkAfterAsync(Minute);

        Assert.Equal(6, passes.Count);
        Assert.Equal(new[] { await rig.OutputAsync<string>(one), await rig.OutputAsync<string>(two) }.Order(), passes.Distinct().Order());
        Assert.Equal(4, passes[0].Split(' ').Distinct().Count());
    }

    [SkippableFact]
    public async Task An_idempotency_key_is_the_same_for_every_try_in_every_attempt_and_for_no_other_step_or_run()
    {
        var keys = new List<(RunId Run, string Step, string Key)>();
        await using var rig = await StartAsync(async ctx =>
        {
            foreach (var name in new[] { "charge", "ship" })
            {
                await ctx.Step.RunAsync(name, step =>
                {
                    keys.Add((step.Run.Id, step.Name, step.IdempotencyKey));
                    return step.Attempt == 1 || ctx.Run.Attempt == 1 ? throw new InvalidOperationException("Not yet.") : Task.CompletedTask;
                }, Retry(2, TimeSpan.Zero));
            }

            return 0;
        }, o => o.MaxAttempts = 5);

        var (one, two) = (await RunAsync(rig), await RunAsync(rig));

        Assert.Equal((0, 0), (await rig.OutputAsync<int>(one), await rig.OutputAsync<int>(two)));
        Assert.Equal(4, keys.Select(key => key.Key).Distinct().Count());
        Assert.Equal(4, keys.Distinct().Count());
        Assert.Equal(12, keys.Count);
        Assert.All(keys, key => Assert.Matches(new Regex("^[a-z0-9-]{56}$"), key.Key));
    }

    [SkippableFact]
    public async Task The_idempotency_key_is_read_in_the_body_of_a_step_and_nowhere_else()
    {
        await using var rig = await StartAsync(async ctx =>
        {
            var (inside, told) = await ctx.Step.RunAsync("charge", async step =>
            {
                await Task.Yield();
                return new[] { ctx.Step.IdempotencyKey, step.IdempotencyKey };
            }) is [var first, var second] ? (first, second) : default;
            Assert.Equal(inside, told);
            return ctx.Step.IdempotencyKey;
        }, o => o.MaxAttempts = 1);

        var id = await RunAsync(rig);

        var error = await rig.ErrorAsync(id);
        Assert.Equal(typeof(InvalidOperationException).FullName, error.Type);
        Assert.Contains("IdempotencyKey", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_step_returns_in_its_first_pass_what_later_ones_will_read()
    {
        var seen = new List<Half>();
        await using var rig = await StartAsync(async ctx =>
        {
            seen.Add(await ctx.Step.RunAsync("half", _ => Task.FromResult(new Half(1) { Lost = "not stored" })));
            await ctx.Step.SleepAsync("nap", Minute);
            return 0;
        });

        await RunAsync(rig);
        await rig.WorkAfterAsync(Minute);

        Assert.Equal([new(1), new(1)], seen);
    }

    [SkippableFact]
    public async Task A_body_is_told_its_step_its_run_and_its_token()
    {
        await using var rig = await StartAsync(ctx => ctx.Step.RunAsync("step", step =>
            Task.FromResult($"{step.Name} {step.Attempt} {step.Run == ctx.Run} {step.CancellationToken == ctx.CancellationToken}")));

        var id = await RunAsync(rig);

        Assert.Equal("step 1 True True", await rig.OutputAsync<string>(id));
    }

    private sealed record Half(int Kept)
    {
        [System.Text.Json.Serialization.JsonIgnore]
        public string? Lost { get; init; }
    }
}
