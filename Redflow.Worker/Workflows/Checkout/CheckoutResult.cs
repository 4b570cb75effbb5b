namespace Redflow.Worker.Workflows.Checkout;

/// <param name="OrderId">The order.</param>
/// <param name="Amount">What was charged.</param>
/// <param name="Reservation">The confirmation of the reserved goods.</param>
/// <param name="Payment">The confirmation of the charge.</param>
/// <param name="Shipment">The confirmation of the shipment.</param>
internal sealed record CheckoutResult(string OrderId, decimal Amount, string Reservation, string Payment, string Shipment);
