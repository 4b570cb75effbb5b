using System.ComponentModel.DataAnnotations;

namespace Redflow.Worker.Workflows.Checkout;

/// <param name="OrderId">The order.</param>
/// <param name="Amount">What it costs; above 0.</param>
/// <param name="StepDelay">How long each step takes, up to an hour: time to kill the worker in the middle. None by default.</param>
internal sealed record CheckoutInput(
    [Required] string OrderId,
    [Range(0, double.MaxValue, MinimumIsExclusive = true)] decimal Amount,
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")] TimeSpan? StepDelay = null);
