using Aspire.Hosting.Running;

namespace Redflow.StandIns.Tests.Hosting;

public class BareSwitchTests
{
    [Theory]
    [InlineData("--dashboard", "--dashboard=true")]
    [InlineData("--dashboard --redis server", "--dashboard=true --redis server")]
    [InlineData("--dashboard false", "--dashboard false")]
    [InlineData("--redis server", "--redis server")]
    public void Dashboard_without_a_value_means_true(string args, string expected) =>
        Assert.Equal(expected.Split(' '), BareSwitches.GiveValues(args.Split(' ')));
}
