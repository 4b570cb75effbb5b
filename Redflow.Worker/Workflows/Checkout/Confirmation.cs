using System.Security.Cryptography;
using System.Text;

namespace Redflow.Worker.Workflows.Checkout;

/// <summary>
/// The ids that a warehouse or a bank would answer with: the same one for the same idempotency key, which is how such systems keep a
/// repeated request from being a second order.
/// </summary>
internal static class Confirmation
{
    public static string For(string step, string idempotencyKey) =>
        $"{step}_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(idempotencyKey)).AsSpan(0, 6))}";
}
