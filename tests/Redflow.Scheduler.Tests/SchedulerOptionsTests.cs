using Redflow.Scheduling;
using Redflow.Testing;
using Xunit;

namespace Redflow.Scheduler.Tests;

public sealed class SchedulerOptionsTests
{
    [Fact]
    public void Every_option_is_listed_with_its_default() => OptionTables.AssertListed(SchedulerOptions.Section, typeof(SchedulerOptions));
}
