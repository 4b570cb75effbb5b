using Redflow.Payloads;

namespace Redflow.Worker.Workflows.Checkout;

/// <summary>What the JSON schema of <see cref="CheckoutInput"/> can't say.</summary>
internal static class CheckoutInputCheck
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    /// <exception cref="InputValidationException">The input makes no sense.</exception>
    public static void ThrowIfInvalid(this CheckoutInput input, string workflow)
    {
        var problems = Problems(input).ToArray();
        if (problems.Length > 0)
        {
            throw new InputValidationException(workflow, problems);
        }
    }

    private static IEnumerable<InputProblem> Problems(CheckoutInput input)
    {
        if (string.IsNullOrWhiteSpace(input.OrderId))
        {
            yield return new("orderId", "must not be blank");
        }

        if (input.Amount <= 0)
        {
            yield return new("amount", "has to be above 0");
        }

        if (input.StepDelay < TimeSpan.Zero || input.StepDelay > LongestDelay)
        {
            yield return new("stepDelay", "has to be between 00:00:00 and 01:00:00");
        }
    }
}
