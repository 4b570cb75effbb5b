using System.Net;
using Redflow.Client;
using Redflow.Hosting;
using Redflow.Retries;
using Redflow.Runs;
using Redflow.Steps;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Docs;

/// <summary>The code of docs/how-to/retries.md, run.</summary>
public sealed class RetriesSample
{
    private static readonly WorkflowRef<Purchase, string> PurchaseRef = new("purchase");

    [Fact]
    public async Task Tries_at_a_step_belong_to_one_attempt_and_follow_the_list()
    {
        var bank = new Bank(new HttpRequestException("Down."), new HttpRequestException("Still down."));

        var run = await TestOf(bank).RunAsync(new("order-7", 42)).Bounded();

        Assert.Equal(("payment 3", 1, TimeSpan.FromSeconds(6)), (run.Output, run.Run.Attempt, run.Elapsed));
    }

    [Fact]
    public async Task What_the_step_does_not_handle_fails_the_attempt()
    {
        var bank = new Bank(new InvalidOperationException("A bug."));

        var run = await TestOf(bank).RunAsync(new("order-7", 42)).Bounded();

        var failed = Assert.Single(run.Run.FailedAttempts);
        Assert.Equal((1, "A bug.", "charge"), (failed.Attempt, failed.Error.Message, failed.Error.Step));
        Assert.Equal(("payment 2", 2), (run.Output, run.Run.Attempt));
        Assert.InRange(run.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_declined_card_is_never_tried_again()
    {
        var bank = new Bank(() => Check(new(HttpStatusCode.PaymentRequired)));

        var run = await TestOf(bank).RunAsync(new("order-7", 42)).Bounded();

        Assert.Equal((RunStatus.Failed, 1, "The card was declined."), (run.Status, bank.Calls, run.Error!.Message));
    }

    [Fact]
    public async Task A_server_that_says_when_to_come_back_is_asked_then()
    {
        var answer = new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Headers = { RetryAfter = new(TimeSpan.FromHours(3)) } };
        var bank = new Bank(() => Check(answer));

        var run = await TestOf(bank).RunAsync(new("order-7", 42)).Bounded();

        Assert.Equal(("payment 2", TimeSpan.FromHours(3)), (run.Output, run.Elapsed));
    }

    [Fact]
    public async Task A_step_that_takes_too_long_is_tried_again()
    {
        var bank = new Bank(new StepTimeoutException("charge", TimeSpan.FromSeconds(10)));

        var run = await TestOf(bank).RunAsync(new("order-7", 42)).Bounded();

        Assert.Equal(("payment 2", 1), (run.Output, run.Run.Attempt));
    }

    [Fact]
    public async Task A_failed_run_is_retried_in_place()
    {
        var bank = new Bank(new NonRetriableException("Closed."));
        await using var host = await RedflowTestHost.StartAsync(redflow => Define(redflow, bank)).Bounded();
        var handle = await host.Client.EmitWorkflowAsync(PurchaseRef, new("order-7", 42));
        await Assert.ThrowsAsync<WorkflowFailedException>(() => handle.GetResultAsync(Wait.Limit));

        var result = await RetryAsync(host.Client, handle.Id);

        Assert.Equal(RetryResult.Retried, result);
        Assert.Equal("payment 2", await handle.GetResultAsync(Wait.Limit));
    }

    private static WorkflowTest<Purchase, string> TestOf(Bank bank) => WorkflowTest.For(PurchaseRef, redflow => Define(redflow, bank));

    private static void Define(RedflowBuilder redflow, Bank bank)
    {
        redflow.AddWorkflow<Purchase, string>("purchase", ctx => ctx.Step.RunAsync("charge", ct => bank.ChargeAsync(ctx.Input, ct), new()
        {
            Timeout = TimeSpan.FromSeconds(10),
            Retry = new()
            {
                MaxAttempts = 4,
                Backoff = RetryBackoff.List(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(10)),
                Handles = exception => exception is HttpRequestException or StepTimeoutException or RetryAfterException,
            },
        }), o => (o.MaxAttempts, o.Backoff) = (5, RetryBackoff.Exponential(TimeSpan.FromSeconds(2), max: TimeSpan.FromHours(1))));
    }

    private static void Check(HttpResponseMessage answer)
    {
        if (answer.StatusCode == HttpStatusCode.TooManyRequests)
        {
            throw new RetryAfterException(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromMinutes(1));
        }

        if (answer.StatusCode == HttpStatusCode.PaymentRequired)
        {
            throw new NonRetriableException("The card was declined.");
        }
    }

    private static async Task<RetryResult> RetryAsync(RedflowClient client, RunId id)
    {
        var result = await client.RetryRunAsync(id);
        return result;
    }

    private sealed record Purchase(string Id, int Euros);

    /// <summary>Fails as it is told, a call each, before it works.</summary>
    private sealed class Bank(params Action[] failures)
    {
        public Bank(params Exception[] failures)
            : this([.. failures.Select<Exception, Action>(failure => () => throw failure)])
        {
        }

        public int Calls { get; private set; }

        public Task<string> ChargeAsync(Purchase purchase, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (++Calls <= failures.Length)
            {
                failures[Calls - 1]();
            }

            return Task.FromResult($"payment {Calls}");
        }
    }
}
