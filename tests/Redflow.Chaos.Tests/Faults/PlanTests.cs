using Redflow.Chaos.Faults;

namespace Redflow.Chaos.Tests.Faults;

public sealed class PlanTests
{
    private static readonly TimeSpan During = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(4);

    private static readonly IReadOnlyList<Fault> Kinds = [.. FaultList.All.Where(fault => fault.Target == FaultTarget.Process)];

    [Fact]
    public void The_same_seed_plans_the_same_faults_against_the_same_places_at_the_same_moments()
    {
        var first = Plan.Create(7, Kinds, During, Apart);
        var second = Plan.Create(7, Kinds, During, Apart);

        Assert.Equal(first, second);
        Assert.NotEqual(first, Plan.Create(8, Kinds, During, Apart));
    }

    [Fact]
    public void Each_kind_comes_once_before_any_comes_again()
    {
        var plan = Plan.Create(1, Kinds, During, Apart);

        var rounds = plan.Chunk(Kinds.Count).Where(round => round.Length == Kinds.Count).ToList();
        Assert.NotEmpty(rounds);
        Assert.All(rounds, round => Assert.Equal(Kinds.Count, round.Select(fault => fault.Fault).Distinct().Count()));
    }

    [Fact]
    public void Faults_come_as_often_as_asked_for()
    {
        var plan = Plan.Create(1, Kinds, During, Apart);

        Assert.InRange(plan.Count, During / Apart * 0.9, During / Apart * 1.1);
        Assert.All(plan, fault => Assert.InRange(fault.At, TimeSpan.Zero, During));
        Assert.Equal(plan.OrderBy(fault => fault.At), plan);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(0.1)]
    public void However_short_the_time_each_kind_comes_once(double seconds)
    {
        var plan = Plan.Create(1, Kinds, TimeSpan.FromSeconds(seconds), Apart);

        Assert.Equal(Kinds.Count, plan.Select(fault => fault.Fault).Distinct().Count());
    }

    [Fact]
    public void No_faults_make_an_empty_plan()
    {
        var plan = Plan.Create(1, [], During, Apart);

        Assert.Empty(plan);
    }

    [Fact]
    public void A_fault_has_a_name_of_its_own()
    {
        var names = FaultList.Names;

        Assert.Equal(names.Distinct(), names);
    }
}
