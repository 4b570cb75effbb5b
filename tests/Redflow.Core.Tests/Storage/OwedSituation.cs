namespace Redflow.Core.Tests.Storage;

/// <summary>A store in which one effect is due, and what comes of it.</summary>
/// <param name="Deliveries">The scripts that deliver the effect, in their order.</param>
/// <param name="Outcome">What there is in the end, as <see cref="DroppedDeliveryTests"/> tells it.</param>
internal sealed record OwedSituation(string[] Deliveries, Func<DroppedDeliveryTests, Task> ArrangeAsync, string Outcome)
{
    /// <summary>What happens later, for an effect that means something only then.</summary>
    public Func<DroppedDeliveryTests, Task> ContinueAsync { get; init; } = _ => Task.CompletedTask;
}
