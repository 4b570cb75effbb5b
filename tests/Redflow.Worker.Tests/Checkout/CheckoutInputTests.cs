using Redflow.Client;
using Redflow.Payloads;
using Redflow.Worker.Workflows.Checkout;

namespace Redflow.Worker.Tests.Checkout;

public sealed class CheckoutInputTests
{
    [Theory]
    [InlineData("", 1, null, "orderId")]
    [InlineData("ord_1", 0, null, "amount")]
    [InlineData("ord_1", -1, null, "amount")]
    [InlineData("ord_1", 1, "-00:00:01", "stepDelay")]
    [InlineData("ord_1", 1, "01:00:01", "stepDelay")]
    public async Task Input_that_makes_no_sense_is_refused_with_the_member(string orderId, int amount, string? delay, string member)
    {
        var input = new CheckoutInput(orderId, amount, delay is null ? null : TimeSpan.Parse(delay, null));

        var refusal = await RefusalAsync(input);

        Assert.Equal(member, Assert.Single(refusal.Problems).Member);
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once()
    {
        var input = new CheckoutInput(" ", 0, TimeSpan.FromDays(1));

        var refusal = await RefusalAsync(input);

        Assert.Equal(["orderId", "amount", "stepDelay"], refusal.Problems.Select(problem => problem.Member));
    }

    /// <summary>A client refuses it before it asks anything of the store.</summary>
    private static async Task<InputValidationException> RefusalAsync(CheckoutInput input)
    {
        await using var client = RedflowClient.Connect("memory://");
        return await Assert.ThrowsAsync<InputValidationException>(() => client.EmitWorkflowAsync<CheckoutInput, CheckoutResult>("order-checkout", input));
    }
}
