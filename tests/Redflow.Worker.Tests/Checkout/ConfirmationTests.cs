using Redflow.Worker.Workflows.Checkout;

namespace Redflow.Worker.Tests.Checkout;

public sealed class ConfirmationTests
{
    [Fact]
    public void Same_key_gets_the_same_confirmation()
    {
        Assert.Equal(Confirmation.For("charge", "run1/charge"), Confirmation.For("charge", "run1/charge"));
        Assert.Matches("^charge_[0-9a-f]{12}$", Confirmation.For("charge", "run1/charge"));
    }

    [Fact]
    public void Other_key_gets_another_confirmation() =>
        Assert.NotEqual(Confirmation.For("charge", "run1/charge"), Confirmation.For("charge", "run2/charge"));
}
